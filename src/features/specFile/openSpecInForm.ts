import * as vscode from "vscode";
import type { CronForms } from "../../platform/app/cronForms";
import { askTarget } from "../../platform/ask/askConnection";
import type { Connections } from "../../platform/servers/connections/connections";
import { chooseSpec } from "./chooseSpec";
import type { SpecReader } from "./specReader";

interface Parts {
  readonly connections: Connections;
  readonly forms: CronForms;
  readonly reader: SpecReader;
}

/** Opens a form with a spec's content, including its errors: the form shows them too. */
export async function openSpecInForm({ connections, forms, reader }: Parts, file: unknown, which: unknown) {
  const chosen = await chooseSpec(reader, file, which, vscode.l10n.t("Open which cron in the form?"));
  if (chosen === undefined) return;
  const { spec } = chosen.checked;
  const question = vscode.l10n.t("For which server?");
  const connection = await askTarget(connections, question);
  if (connection === undefined) return;
  await forms.open(connection, spec.arguments, { file: chosen.document.uri, name: spec.name });
}
