import * as vscode from "vscode";
import { plainText } from "../../platform/words/plainText";

/** A person types a letter in less. */
const patienceMilliseconds = 150;

/**
 * What to search for; empty: ends the search; undefined: the user left. `preview`: shows what is found among what is
 * known, while the user types.
 */
export function askSearch(current: string | undefined, preview: (text: string) => void): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t("Search Threads and Crons");
  box.prompt = vscode.l10n.t(
    "Words of an id, a metadata value, a schedule, a state or an assistant's name; or one key=value of a thread's metadata",
  );
  box.value = current ?? "";
  box.ignoreFocusOut = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answered = new Promise<string | undefined>((resolve) => {
    box.onDidChangeValue((text) => {
      clearTimeout(timer);
      timer = setTimeout(() => preview(text.trim()), patienceMilliseconds);
    });
    box.onDidAccept(() => {
      resolve(box.value.trim());
      box.hide();
    });
    box.onDidHide(() => {
      clearTimeout(timer);
      resolve(undefined);
      box.dispose();
    });
  });
  box.show();
  return answered;
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
