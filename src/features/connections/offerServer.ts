import * as vscode from "vscode";
import { isLoopback, parseServerUrl } from "../../core/server/address/serverUrl";
import { noSecrets } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import { newDraft } from "./connectionDraft";

/** The variable with the address of a server that was started together with this VS Code, as `npm start` does. */
export const offeredServerVariable = "LANGGRAPH_CRONS_OFFERED_SERVER";

/** The address of that server if it is on this computer. All that the variable can do is offer this address. */
export function offeredServer(environment: NodeJS.ProcessEnv): string | undefined {
  const url = parseServerUrl(environment[offeredServerVariable] ?? "");
  return url.ok && isLoopback(url.value) ? url.value : undefined;
}

/** Asks whether to connect to a server, unless there is a connection to it. No key is sent. */
export async function offerServer(connections: Connections, url: string): Promise<void> {
  if (connections.all().some((connection) => connection.url === url)) return;
  const add = vscode.l10n.t("Add Connection");
  const words = vscode.l10n.t("An Agent Server for trying out is running at {0}.", url);
  if ((await vscode.window.showInformationMessage(words, add)) !== add) return;
  await connections.add(newDraft(url), noSecrets);
  await vscode.commands.executeCommand("langgraphCrons.explorer.focus");
}
