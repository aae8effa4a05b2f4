import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension";

/** The running extension's own services. */
export async function extensionApi(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>("langgraph-crons.langgraph-crons");
  assert.ok(extension);
  const api = await extension.activate();
  assert.ok(api, "VS Code runs the extension in test mode");
  return api;
}

/** Removes every connection, so that no suite finds another's. */
export async function removeConnections({ connections }: ExtensionApi): Promise<void> {
  for (const { id } of connections.all()) {
    await connections.remove(id);
  }
}
