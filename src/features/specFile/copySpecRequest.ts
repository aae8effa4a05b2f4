import * as vscode from "vscode";
import { readCronArguments } from "../../core/checks/checkArguments";
import { runCommand } from "../../platform/app/app";
import { askTarget } from "../../platform/ask/askConnection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import { plainText } from "../../platform/words/plainText";
import { chooseSpec } from "./chooseSpec";
import { thereOn } from "./environments/thereOn";
import type { SpecReader } from "./specReader";
import { leadTo } from "./submit/prepareDrafts";

interface Parts {
  readonly connections: Connections;
  readonly environments: Pick<EnvironmentFiles, "of">;
  readonly reader: SpecReader;
}

/** The request of a spec as it is in the editor now. One with an error is shown instead: it could not be sent. */
export async function copySpecRequest(
  { connections, environments, reader }: Parts,
  file: unknown,
  which: unknown,
): Promise<void> {
  const chosen = await chooseSpec(reader, file, which, vscode.l10n.t("Copy the request of which cron?"));
  if (chosen === undefined) return;
  const { checked, document } = chosen;
  const { name, arguments: raw } = checked.spec;
  const { problems } = reader.read(document);
  const error = problems.find(({ finding }) => finding.severity === "error") ?? checked.firstError;
  const read = readCronArguments(raw);
  if (error !== undefined) await leadTo(document, error, name);
  if (error !== undefined || !read.ok) return;
  const connection = await askTarget(connections, vscode.l10n.t("For which server?"));
  if (connection === undefined) return;
  const there = thereOn(connection, await environments.of(document.uri), checked.spec);
  const wanted = there.kind === "overridden" ? readCronArguments(there.arguments) : read;
  const title =
    there.kind === "overridden" ? vscode.l10n.t("{0} as {1} has it", name, plainText(there.environment.name)) : name;
  if (!wanted.ok) throw new Error(vscode.l10n.t("“{0}” has errors there, see langgraph-crons.json.", plainText(name)));
  await runCommand("langgraphCrons.request.offer", { title, name, arguments: wanted.value, connection });
}
