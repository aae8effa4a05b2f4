import * as vscode from "vscode";
import type { CommandId, EditorCommands } from "./editorCommands";
import { reportFailure } from "./reportFailure";

/** What every feature receives: the log, a way to register commands, and ownership of its disposables. */
export interface App {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  /** Disposed with the extension. */
  own<Owned extends vscode.Disposable>(owned: Owned): Owned;
  /** Registers a command; its failure is logged and shown once, with a button that opens the log. */
  command<Id extends CommandId>(
    id: Id,
    handler: (...args: Parameters<EditorCommands[Id]>) => Promise<void>,
  ): vscode.Disposable;
}

export function createApp(context: vscode.ExtensionContext): App {
  const log = vscode.window.createOutputChannel("Crons for LangGraph", { log: true });
  const own: App["own"] = (owned) => {
    context.subscriptions.push(owned);
    return owned;
  };
  own(log);
  return {
    context,
    log,
    own,
    command: (id, handler) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          // Menus, keybindings and other extensions can pass anything, so each handler checks its arguments.
          await handler(...(args as Parameters<EditorCommands[typeof id]>));
        } catch (failure) {
          await reportFailure(log, id, failure);
        }
      }),
  };
}

/** Runs one of our own commands; the compiler checks the arguments against `EditorCommands`. */
export async function runCommand<Id extends CommandId>(id: Id, ...args: Parameters<EditorCommands[Id]>): Promise<void> {
  await vscode.commands.executeCommand(id, ...args);
}
