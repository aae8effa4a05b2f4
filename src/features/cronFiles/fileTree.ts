import * as vscode from "vscode";
import { type FileNode, type FileScope, standings } from "../../platform/app/fileNode";
import type { Connection } from "../../platform/servers/connections/connection";
import type { ServerState } from "../../platform/servers/serverState";
import type { CronFiles } from "./cronFiles";
import { moreItem, onlyOnServerItem, scopeItem, serverCronItem, specItem, standingItem } from "./fileItems";

export interface FileTreeParts {
  readonly files: Pick<CronFiles, "scopes" | "of">;
  readonly connection: (scope: FileScope) => Connection | undefined;
  readonly stateOf: (connection: Connection) => ServerState;
}

/** More are only counted: the tree of crons is for them. */
const mostCrons = 500;

/** The rows of the view. */
export class FileTree {
  constructor(private readonly parts: FileTreeParts) {}

  children(node: FileNode | undefined): FileNode[] {
    const { files } = this.parts;
    // Without a spec file the view says what one is good for.
    if (node === undefined) {
      const hasRows = files.scopes.some((scope) => (files.of(scope)?.rows.length ?? 0) > 0);
      return hasRows ? files.scopes.map((scope) => ({ kind: "scope", scope })) : [];
    }
    const { scope } = node;
    const { onlyOnServer = [], rows = [] } = files.of(scope) ?? {};
    switch (node.kind) {
      case "scope":
        return [
          ...standings
            .filter((standing) => rows.some((row) => row.standing === standing))
            .map((standing) => ({ kind: "standing", scope, standing }) as const),
          ...(onlyOnServer.length === 0 ? [] : [{ kind: "onlyOnServer", scope } as const]),
        ];
      case "standing":
        return rows.filter((row) => row.standing === node.standing).map((row) => ({ kind: "spec", scope, row }));
      case "onlyOnServer": {
        const shown = onlyOnServer.slice(0, mostCrons).map((cron) => ({ kind: "serverCron", scope, cron }) as const);
        const count = onlyOnServer.length - shown.length;
        return count === 0 ? shown : [...shown, { kind: "more", scope, count }];
      }
      default:
        return [];
    }
  }

  item(node: FileNode): vscode.TreeItem {
    const item = this.draw(node);
    item.id = JSON.stringify(idOf(node));
    if (node.kind === "spec" || node.kind === "serverCron") {
      item.command = { title: vscode.l10n.t("Open"), command: "langgraphCrons.files.open", arguments: [node] };
    }
    return item;
  }

  private draw(node: FileNode): vscode.TreeItem {
    const { connection, files, stateOf } = this.parts;
    const { onlyOnServer = [], rows = [] } = files.of(node.scope) ?? {};
    switch (node.kind) {
      case "scope": {
        const server = connection(node.scope);
        return scopeItem(node.scope, server, server === undefined ? { kind: "unknown" } : stateOf(server));
      }
      case "standing":
        return standingItem(node.standing, rows.filter(({ standing }) => standing === node.standing).length);
      case "onlyOnServer":
        return onlyOnServerItem(onlyOnServer.length);
      case "spec":
        return specItem(node.row, node.scope.connectionId !== undefined);
      case "serverCron":
        return serverCronItem(node.cron);
      case "more":
        return moreItem(node.count);
    }
  }
}

/** The same row keeps its id, and so stays selected and open, whatever changes around it. */
function idOf(node: FileNode): readonly unknown[] {
  const id = [node.kind, node.scope.id];
  switch (node.kind) {
    case "standing":
      return [...id, node.standing];
    case "spec": {
      // Only specs with errors can share a name.
      const { file, name, offset, standing } = node.row;
      return [...id, file, name, standing === "error" ? offset : 0];
    }
    case "serverCron":
      return [...id, node.cron.cron_id];
    default:
      return id;
  }
}
