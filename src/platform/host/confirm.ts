import * as vscode from "vscode";

/** A modal question with several buttons; undefined: Escape and Cancel. */
export async function askVerb(
  question: string,
  detail: readonly string[],
  verbs: readonly string[],
): Promise<string | undefined> {
  return vscode.window.showWarningMessage(question, { modal: true, detail: detail.join("\n") }, ...verbs);
}

/** A modal question with one button; Escape and Cancel mean no. */
export async function confirm(question: string, detail: readonly string[], verb: string): Promise<boolean> {
  return (await askVerb(question, detail, [verb])) === verb;
}
