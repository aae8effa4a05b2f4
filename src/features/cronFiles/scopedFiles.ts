import * as vscode from "vscode";
import type { RawArguments } from "../../core/arguments/cronArguments";
import type { CronEnvironment } from "../../core/environments/environmentsFile";
import { matchEnvironment } from "../../core/environments/matchEnvironment";
import { withOverrides } from "../../core/environments/withOverrides";
import type { SpecFile } from "../../core/specFile/parseSpecFile";
import type { Connections } from "../../platform/servers/connections/connections";
import type { EnvironmentFiles, FolderEnvironments } from "../../platform/servers/environments/environmentFiles";
import type { SpecIndex } from "../../platform/specs/specIndex";
import type { ScopedFiles } from "./cronFiles";

interface Parts {
  readonly connections: Pick<Connections, "all" | "chosen">;
  readonly environments: Pick<EnvironmentFiles, "of">;
  readonly index: Pick<SpecIndex, "texts">;
}

/**
 * Files below a `langgraph-crons.json` once for each of its environments, with the connection that has its address; all
 * others with the chosen connection. Asks nothing.
 */
export async function scopedFiles({ connections, environments, index }: Parts): Promise<readonly ScopedFiles[]> {
  const plain = new Map<string, SpecFile>();
  const byFolder = new Map<string, { readonly folder: FolderEnvironments; readonly files: Map<string, SpecFile> }>();
  for (const [key, { file }] of [...index.texts].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const folder = await environments.of(vscode.Uri.parse(key));
    if (folder?.read.ok !== true) {
      plain.set(key, file);
      continue;
    }
    const known = byFolder.get(folder.uri.toString()) ?? { folder, files: new Map<string, SpecFile>() };
    byFolder.set(folder.uri.toString(), known.files.set(key, file) && known);
  }
  const chosen = connections.chosen();
  const scoped = [...byFolder.values()].flatMap(({ files, folder }) => ofEnvironments(folder, files, connections));
  if (plain.size === 0) return scoped;
  const scope = { id: `connection ${chosen?.id ?? ""}`, connectionId: chosen?.id };
  return [...scoped, { scope, connection: chosen, files: plain, asThere: (raw) => raw }];
}

function ofEnvironments(
  { read, uri }: FolderEnvironments,
  files: ReadonlyMap<string, SpecFile>,
  connections: Parts["connections"],
): readonly ScopedFiles[] {
  if (!read.ok) return [];
  const { set = null } = read.value;
  return [...read.value.environments.values()].map((environment) => {
    const match = matchEnvironment(environment, connections.all());
    const connection = match.kind === "matched" ? match.server : undefined;
    const file = uri.toString();
    const scope = {
      id: `environment ${file} ${environment.name}`,
      connectionId: connection?.id,
      environment: { file, name: environment.name },
    };
    return { scope, connection, files, set, asThere: (raw, name) => overridden(environment, raw, name) };
  });
}

/** Each spec is merged once for each version of its environment: findings are remembered for what comes out. */
const merged = new WeakMap<CronEnvironment, WeakMap<RawArguments, RawArguments>>();

function overridden(environment: CronEnvironment, raw: RawArguments, name: string): RawArguments {
  const known = merged.get(environment) ?? new WeakMap<RawArguments, RawArguments>();
  merged.set(environment, known);
  const there = known.get(raw) ?? withOverrides(raw, name, environment);
  known.set(raw, there);
  return there;
}
