import * as vscode from "vscode";
import type { ConnectionCheck } from "../../core/server/checkConnection";
import { type App, runCommand } from "../../platform/app/app";
import type { TreeNode } from "../../platform/app/treeNode";
import { askConnection, pickConnection } from "../../platform/ask/askConnection";
import { confirm } from "../../platform/host/confirm";
import { askChoice } from "../../platform/host/quickInput";
import { requireTrust } from "../../platform/host/trust";
import type { Connection, ConnectionSecrets } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { Servers } from "../../platform/servers/servers";
import { plainText } from "../../platform/words/plainText";
import { askNewConnection, reviewConnection } from "./connectionDialog";
import { asServed, type ConnectionDraft, draftOf } from "./connectionDraft";
import { offeredServer, offerServer } from "./offerServer";
import { checkMessage, testConnection } from "./testConnection";

/** The commands for connections. A row of the tree says which connection is meant; otherwise the user is asked. */
export class ConnectionCommands {
  constructor(
    private readonly app: App,
    private readonly connections: Connections,
    private readonly servers: Servers,
  ) {}

  add(): Promise<void> {
    return addConnection(this.app, this.connections);
  }

  async edit(node: TreeNode | undefined): Promise<void> {
    const connection = await this.ask(node, vscode.l10n.t("Which connection do you want to edit?"));
    if (connection !== undefined) await editConnection(this.app, this.connections, this.servers, connection);
  }

  async test(node: TreeNode | undefined): Promise<void> {
    const connection = await this.ask(node, vscode.l10n.t("Which connection do you want to test?"));
    if (connection !== undefined) await showTest(this.app, this.connections, this.servers, connection);
  }

  async choose(node: TreeNode | undefined): Promise<void> {
    const question = vscode.l10n.t("Which connection do new crons and submitted files go to?");
    const { connections } = this;
    const connection =
      node === undefined ? await pickConnection(connections, question) : connections.get(node.connection.id);
    if (connection !== undefined) await connections.choose(connection.id);
  }

  async remove(node: TreeNode | undefined): Promise<void> {
    const connection = await this.ask(node, vscode.l10n.t("Which connection do you want to remove?"));
    if (connection !== undefined) await removeConnection(this.connections, connection);
  }

  offer(url: string): Promise<void> {
    return offerServer(this.connections, url);
  }

  private ask(node: TreeNode | undefined, question: string): Promise<Connection | undefined> {
    return askConnection(this.connections, node, question);
  }
}

async function addConnection(app: App, connections: Connections): Promise<void> {
  requireTrust();
  const title = vscode.l10n.t("Add Connection");
  const [foundIn] = await vscode.workspace.findFiles("**/langgraph.json", "**/node_modules/**", 1);
  const draft = await askNewConnection(title, foundIn, unconnected(connections, offeredServer(process.env)));
  const tested = draft === undefined ? undefined : await testUntilContent(app, title, draft, asServed);
  if (tested !== undefined) {
    tellUnchosen(connections, await connections.add(tested, tested.secrets));
  }
}

function unconnected(connections: Connections, url: string | undefined): string | undefined {
  return connections.all().some((connection) => connection.url === url) ? undefined : url;
}

/** A production server that was just added is not chosen automatically. */
function tellUnchosen(connections: Connections, added: Connection): void {
  if (!added.production) return;
  const name = plainText(added.name);
  const target = connections.chosen();
  const words =
    target === undefined
      ? vscode.l10n.t("“{0}” is saved. New crons and submitted files go to it once you choose it.", name)
      : vscode.l10n.t(
          "“{0}” is saved. New crons and submitted files go to “{1}” until you choose it.",
          name,
          plainText(target.name),
        );
  const choose = vscode.l10n.t("Choose “{0}”", name);
  vscode.window.showInformationMessage(words, choose).then((answer) => {
    if (answer === choose) return connections.choose(added.id);
    return undefined;
  });
}

async function editConnection(
  app: App,
  connections: Connections,
  servers: Servers,
  connection: Connection,
): Promise<void> {
  requireTrust();
  const title = vscode.l10n.t("Edit Connection");
  const before = draftOf(connection, await connections.secrets(connection));
  const reviewed = await reviewConnection(title, before, refusedKey(servers, connection) ? "key" : "address");
  const tested = typeof reviewed === "object" ? await testUntilContent(app, title, reviewed.value) : undefined;
  if (tested !== undefined) {
    await connections.update(connection.id, tested, tested.secrets);
    const after = connections.get(connection.id);
    if (after !== undefined) {
      await runCommand("langgraphCrons.explorer.refresh", { kind: "connection", connection: after });
    }
  }
}

function refusedKey(servers: Servers, connection: Connection): boolean {
  const state = servers.state(connection);
  return state.kind === "problem" && state.problem.kind === "unauthorized";
}

/**
 * Tests the draft; if the test fails, the user retries, changes it, or saves it anyway. undefined: the user left.
 * `served` adapts the draft to the kind of server that was found.
 */
async function testUntilContent(
  app: App,
  title: string,
  draft: ConnectionDraft,
  served: typeof asServed = (unchanged) => unchanged,
): Promise<ConnectionDraft | undefined> {
  let current = draft;
  for (;;) {
    const check = await testConnection(plainText(current.name), current.url, current.secrets, app.log);
    if (check.kind === "ready") {
      vscode.window.setStatusBarMessage(checkMessage(check, current.secrets.key !== undefined), 10_000);
      return served(current, check.info);
    }
    const next = await askAfterTest(title, check, current.secrets);
    if (typeof next !== "object") {
      return undefined;
    }
    if (next.value === "save") {
      return current;
    }
    if (next.value === "edit") {
      const reviewed = await reviewConnection(title, current, check.kind === "refused" ? "key" : "address");
      if (typeof reviewed !== "object") {
        return undefined;
      }
      current = reviewed.value;
    }
  }
}

function askAfterTest(title: string, check: ConnectionCheck, secrets: ConnectionSecrets) {
  // A quick pick cuts off long lines, so one line says what happened and another what to do.
  const [happened = "", ...advice] = sentences(checkMessage(check, secrets.key !== undefined));
  return askChoice<"retry" | "edit" | "save">({
    title,
    placeholder: happened,
    choices: [
      { label: vscode.l10n.t("Edit the connection"), detail: advice.join(" "), value: "edit" },
      { label: vscode.l10n.t("Try again"), value: "retry" },
      { label: vscode.l10n.t("Save it anyway"), value: "save" },
    ],
  });
}

async function showTest(app: App, connections: Connections, servers: Servers, connection: Connection): Promise<void> {
  requireTrust();
  const secrets = await connections.secrets(connection);
  const name = plainText(connection.name);
  const check = await testConnection(name, connection.url, secrets, app.log);
  const message = `${name}: ${checkMessage(check, secrets.key !== undefined)}`;
  if (check.kind === "ready") {
    await vscode.window.showInformationMessage(message);
    return;
  }
  const retry = vscode.l10n.t("Try Again");
  const edit = vscode.l10n.t("Edit Connection…");
  const next = await vscode.window.showWarningMessage(message, retry, edit);
  if (next === retry) {
    await showTest(app, connections, servers, connection);
  } else if (next === edit) {
    await editConnection(app, connections, servers, connection);
  }
}

async function removeConnection(connections: Connections, connection: Connection): Promise<void> {
  const question = vscode.l10n.t("Remove the connection “{0}”?", plainText(connection.name));
  const detail = vscode.l10n.t(
    "Its key is deleted from VS Code's secret storage. Threads and crons stay on {0}, and its crons keep running.",
    connection.url,
  );
  if (await confirm(question, [detail], vscode.l10n.t("Remove"))) {
    await connections.remove(connection.id);
  }
}

function sentences(text: string): readonly string[] {
  const segments = new Intl.Segmenter(vscode.env.language, { granularity: "sentence" }).segment(text);
  return Array.from(segments, ({ segment }) => segment.trim());
}
