import type * as vscode from "vscode";
import { createApp } from "./platform/app";

/** A table of contents: builds the services, registers the features. */
export function activate(context: vscode.ExtensionContext): void {
  const app = createApp(context);
  app.command("langgraphCrons.log.show", async () => app.log.show());
}
