import * as vscode from "vscode";
import { runCommand } from "../app/app";
import type { TreeNode } from "../app/treeNode";
import type { Connection } from "../servers/connections/connection";
import type { Connections } from "../servers/connections/connections";
import { plainText } from "../words/plainText";

/** The node's connection, the only one, or the one that the user picks. If there is none, offers to add one. */
export async function askConnection(
  connections: Connections,
  node: TreeNode | undefined,
  placeHolder: string,
): Promise<Connection | undefined> {
  const all = connections.all();
  const given = node === undefined ? undefined : connections.get(node.connection.id);
  if (given !== undefined || all.length === 1) {
    return given ?? all[0];
  }
  return all.length === 0 ? offerToAdd(connections) : pickConnection(connections, placeHolder);
}

/** The chosen connection, or one that the user picks for this command: nothing new goes to an unchosen server. */
export async function askTarget(connections: Connections, placeHolder: string): Promise<Connection | undefined> {
  const chosen = connections.chosen();
  if (chosen !== undefined) return chosen;
  if (connections.all().length > 0) return pickConnection(connections, placeHolder);
  const added = await offerToAdd(connections);
  return added === undefined ? undefined : (connections.chosen() ?? pickConnection(connections, placeHolder));
}

/** The connection that a row of a view is about. Throws if it was removed. */
export function givenConnection(connections: Pick<Connections, "get">, id: string): Connection {
  const connection = connections.get(id);
  if (connection === undefined) throw new Error(vscode.l10n.t("This connection was removed."));
  return connection;
}

/** Always asks, even if there is only one. */
export async function pickConnection(connections: Connections, placeHolder: string): Promise<Connection | undefined> {
  const chosen = connections.chosen()?.id;
  const items = connections.all().map((connection) => ({
    label: plainText(connection.name),
    description: connection.url,
    detail: [
      ...(connection.id === chosen ? [vscode.l10n.t("chosen")] : []),
      ...(connection.production ? [vscode.l10n.t("production")] : []),
    ].join(" · "),
    connection,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return picked?.connection;
}

async function offerToAdd(connections: Connections): Promise<Connection | undefined> {
  const add = vscode.l10n.t("Add Connection…");
  const question = vscode.l10n.t("There is no connection to an Agent Server yet.");
  if ((await vscode.window.showInformationMessage(question, add)) !== add) {
    return undefined;
  }
  await runCommand("langgraphCrons.connection.add");
  return connections.chosen() ?? connections.all()[0];
}
