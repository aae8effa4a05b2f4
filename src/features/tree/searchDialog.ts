import * as vscode from "vscode";
import { plainText } from "../../platform/words/plainText";

/** What to search for; empty: ends the search; undefined: the user left. */
export async function askSearch(current: string | undefined): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("Search Threads and Crons"),
    prompt: vscode.l10n.t(
      "Words of an id, a metadata value, a schedule or an assistant's name; or one key=value of a thread's metadata",
    ),
    value: current ?? "",
    ignoreFocusOut: true,
  });
  return text?.trim();
}

interface SearchOutcome {
  readonly threads: number;
  readonly crons: number;
  readonly isComplete: boolean;
  /** Names of the connections that could not be searched. */
  readonly failed: readonly string[];
}

/** The message above the hits. */
export function searchMessage(text: string, { crons, failed, isComplete, threads }: SearchOutcome): string {
  return [
    vscode.l10n.t("Threads: {0}, crons: {1} for “{2}”.", threads, crons, plainText(text)),
    ...failed.map((name) => vscode.l10n.t("{0} could not be searched.", plainText(name))),
    ...(isComplete ? [] : [vscode.l10n.t("Not all threads were searched: use a full id or key=value to find others.")]),
  ].join(" ");
}
