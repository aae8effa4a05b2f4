import * as vscode from "vscode";
import { readCronArguments } from "../../core/checks/checkArguments";
import { runCommand } from "../../platform/app/app";
import { askTarget } from "../../platform/ask/askConnection";
import type { Connections } from "../../platform/servers/connections/connections";
import { chooseSpec } from "./chooseSpec";
import type { SpecReader } from "./specReader";
import { leadTo } from "./submit/prepareDrafts";

interface Parts {
  readonly connections: Connections;
  readonly reader: SpecReader;
}

/** The request of a spec as it is in the editor now. One with an error is shown instead: it could not be sent. */
export async function copySpecRequest({ connections, reader }: Parts, file: unknown, which: unknown): Promise<void> {
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
  await runCommand("langgraphCrons.request.offer", { title: name, name, arguments: read.value, connection });
}
