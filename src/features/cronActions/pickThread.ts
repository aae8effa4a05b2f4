import * as vscode from "vscode";
import type { Thread } from "../../core/server/cron";
import { largestPage } from "../../core/server/largestPage";
import { askConnection } from "../../platform/askConnection";
import type { ExplorerNode } from "../../platform/explorerNode";
import type { Connections, CronService } from "../../platform/services";
import { threadTitle } from "../../platform/threadTitle";

/** The id of one of a server's newest threads; the one that is selected in the tree comes first. */
export async function pickThread(
  connections: Connections,
  crons: CronService,
  node: ExplorerNode | undefined,
): Promise<string | undefined> {
  const connection = await askConnection(connections, node, vscode.l10n.t("On which server?"));
  if (connection === undefined) {
    return undefined;
  }
  const server = await crons.server(connection);
  const selected = node?.kind === "thread" ? [node.thread] : [];
  const items = server
    .searchThreads({ limit: largestPage, offset: 0 })
    .then((threads) =>
      [...selected, ...threads.filter(({ thread_id }) => thread_id !== selected[0]?.thread_id)].map(choiceOf),
    );
  const placeHolder = vscode.l10n.t("Copy the id of which thread?");
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.description;
}

function choiceOf(thread: Thread) {
  return { label: threadTitle(thread) ?? thread.thread_id, description: thread.thread_id };
}
