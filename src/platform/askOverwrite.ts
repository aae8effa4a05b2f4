import * as vscode from "vscode";
import type { ParameterName } from "../core/spec/cronArguments";
import type { Connection } from "./connection";
import { listWords } from "./messageWords";
import { plainText } from "./plainText";

/**
 * Asks before a submit overwrites what somebody else has changed on the server since the last one. `other` is a second
 * verb, for a look at it first; undefined as an answer: neither.
 */
export async function askOverwrite(
  connection: Connection,
  name: string,
  changed: readonly ParameterName[],
  other?: string,
): Promise<"overwrite" | "other" | undefined> {
  const overwrite = vscode.l10n.t("Overwrite");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("“{0}” was changed on {1} since it was last submitted.", plainText(name), plainText(connection.name)),
    { modal: true, detail: vscode.l10n.t("The submit would set {0} to what it says here.", listWords(changed)) },
    overwrite,
    ...(other === undefined ? [] : [other]),
  );
  if (answer === undefined) return undefined;
  return answer === overwrite ? "overwrite" : "other";
}
