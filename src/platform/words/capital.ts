import * as vscode from "vscode";

/** With a capital letter at its beginning. */
export function capital(words: string): string {
  return words.slice(0, 1).toLocaleUpperCase(vscode.env.language) + words.slice(1);
}
