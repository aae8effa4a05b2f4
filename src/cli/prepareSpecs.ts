import { variableOf } from "../core/environment";
import type { ServerInfo } from "../core/server/cron";
import { isLoopback } from "../core/server/serverUrl";
import { readArguments } from "../core/spec/checkArguments";
import type { CronArguments } from "../core/spec/cronArguments";
import type { LocatedFinding, Spec } from "../core/spec/parseSpecFile";
import { placeholdersOf, resolvePlaceholders } from "../core/spec/resolvePlaceholders";
import type { CliIo } from "./cliIo";
import { minimumMinutes } from "./minimumMinutes";
import { type CheckedSpecFile, checkSpecFiles, type ReadSpecFile } from "./readSpecFile";
import type { SubmitOptions } from "./submitOptions";

/** A spec that can be sent. */
export interface ReadySpec {
  readonly read: ReadSpecFile;
  readonly spec: Spec;
  /** With the values of its placeholders: never to be shown. */
  readonly arguments: CronArguments;
  /** Those values, to be masked in what a server answers. */
  readonly secrets: readonly string[];
}

export interface PreparedFiles {
  /** All specs, where `check` finds no error. */
  readonly ready: readonly ReadySpec[];
  /** Everything that is wrong with the files, and with the values of their placeholders. */
  check(server: ServerInfo | undefined): readonly CheckedSpecFile[];
}

/** Fills in placeholders. Secrets have no other store here: in CI they are environment variables too. */
export function prepareFiles(
  files: readonly ReadSpecFile[],
  { dialect, url }: SubmitOptions,
  { env, now }: CliIo,
): PreparedFiles {
  const ready: ReadySpec[] = [];
  const unresolved = new Map<ReadSpecFile, LocatedFinding[]>();
  for (const read of files) {
    const found: LocatedFinding[] = [];
    unresolved.set(read, found);
    for (const spec of read.file.specs) {
      const resolved = resolvePlaceholders(spec.arguments, ({ name }) => variableOf(env, name));
      found.push(...resolved.findings.map(spec.locate));
      const given = readArguments(resolved.arguments);
      const secrets = placeholdersOf(spec.arguments).map(({ name }) => variableOf(env, name) ?? "");
      if (given.ok) ready.push({ read, spec, arguments: given.value, secrets });
    }
  }
  const options = { now: now(), minimumMinutes, dialect, onLoopback: isLoopback(url) };
  const check = (server: ServerInfo | undefined) =>
    checkSpecFiles(files, { ...options, ...(server === undefined ? {} : { server }) }).map(({ read, findings }) => ({
      read,
      findings: [...findings.map(onOneServer), ...(unresolved.get(read) ?? [])],
    }));
  return { ready, check };
}

/** Files may share a name where they are for different servers; here they are for one. */
function onOneServer(located: LocatedFinding): LocatedFinding {
  const { finding, range } = located;
  return finding.code === "spec.name-elsewhere" ? { finding: { ...finding, severity: "error" }, range } : located;
}
