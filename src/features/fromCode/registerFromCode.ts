import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import { lazily } from "../../platform/host/lazily";
import type { CallMoves } from "./callMoves";

/** Languages whose calls can be read, and how many lines a call can be long for the action to be offered in it. */
const languages = ["python", "javascript", "javascriptreact", "typescript", "typescriptreact"];
const nearby = 60;

/** As `callPattern` of the core, for one line: this decides whether anything is loaded at all. */
const mayCreate = /\bcrons\s*\??\.\s*create|\bdefine(?:_s|S)chedule\s*\(/;

/** *Move to Spec File*, at a call that creates a cron. */
export function registerFromCode(app: App, load: () => Promise<typeof CallMoves>): vscode.Disposable {
  const moves = lazily(async () => new (await load())());
  const provider: vscode.CodeActionProvider = {
    // Asked at each move of the cursor, so first only a few lines are looked at.
    provideCodeActions: async (document, { start }) =>
      isNearCall(document, start) ? (await moves()).actions(document, start) : [],
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(languages, provider, {
      providedCodeActionKinds: [vscode.CodeActionKind.RefactorMove],
    }),
    app.command("langgraphCrons.code.moveToSpec", async (file, offset) => (await moves()).move(file, offset)),
  );
}

function isNearCall(document: vscode.TextDocument, { line }: vscode.Position): boolean {
  for (let at = line; at >= Math.max(0, line - nearby); at -= 1) {
    if (mayCreate.test(document.lineAt(at).text)) return true;
  }
  return false;
}
