import * as vscode from "vscode";
import type { CronForms } from "../../platform/app/cronForms";
import { askTarget } from "../../platform/ask/askConnection";
import { confirm } from "../../platform/host/confirm";
import type { Connections } from "../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import { plainText } from "../../platform/words/plainText";
import { chooseSpec } from "./chooseSpec";
import { thereOn } from "./environments/thereOn";
import type { SpecReader } from "./specReader";

interface Parts {
  readonly connections: Connections;
  readonly environments: Pick<EnvironmentFiles, "of">;
  readonly forms: CronForms;
  readonly reader: SpecReader;
}

/** Opens a form with a spec's content, including its errors: the form shows them too. */
export async function openSpecInForm(
  { connections, environments, forms, reader }: Parts,
  file: unknown,
  which: unknown,
) {
  const chosen = await chooseSpec(reader, file, which, vscode.l10n.t("Open which cron in the form?"));
  if (chosen === undefined) return;
  const { spec } = chosen.checked;
  const question = vscode.l10n.t("For which server?");
  const connection = await askTarget(connections, question);
  if (connection === undefined) return;
  const there = thereOn(connection, await environments.of(chosen.document.uri), spec);
  if (there.kind === "overridden" && !(await goOn(spec.name, there.environment.name))) return;
  await forms.open(connection, spec.arguments, { file: chosen.document.uri, name: spec.name });
}

/** A form shows and submits the spec as it is written. */
function goOn(name: string, environment: string): Promise<boolean> {
  return confirm(
    vscode.l10n.t(
      "{0} has “{1}” otherwise than the file. Open the file's own?",
      plainText(environment),
      plainText(name),
    ),
    [
      vscode.l10n.t(
        "The form shows and submits the spec as it is written in the file. To submit it as the environment has it, use Submit above the spec.",
      ),
    ],
    vscode.l10n.t("Open Form"),
  );
}
