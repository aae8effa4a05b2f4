import * as vscode from "vscode";
import { eventually } from "./specFiles";

/** Takes the first line of every list that a command shows, until it has copied a text. */
export async function copiedBy(command: Thenable<unknown>): Promise<string> {
  await vscode.env.clipboard.writeText("");
  const text = await eventually("a copied text", async () => {
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    return (await vscode.env.clipboard.readText()) || undefined;
  });
  await command;
  return text;
}
