import * as vscode from "vscode";

/** A modal question with one button; Escape and Cancel mean no. */
export async function confirm(question: string, detail: readonly string[], verb: string): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail: detail.join("\n") }, verb);
  return answer === verb;
}
