import * as vscode from "vscode";
import type { Thread } from "../../core/server/cron";
import { failureMessage } from "../../platform/app/reportFailure";
import type { TreeNode } from "../../platform/app/treeNode";
import { askConnection } from "../../platform/ask/askConnection";
import { moreThreads, threadChoice } from "../../platform/ask/serverChoices";
import type { Connection } from "../../platform/servers/connections/connection";
import type { CronServices } from "./chosenCrons";

interface ThreadItem extends vscode.QuickPickItem {
  /** undefined: a line that only gives information. */
  readonly threadId?: string;
}

/**
 * The id of a thread: the list has the thread selected in the tree and the newest ones; typed text is searched on the
 * server.
 */
export async function pickThread(
  { connections, servers }: Pick<CronServices, "connections" | "servers">,
  node: TreeNode | undefined,
  placeHolder: string,
): Promise<string | undefined> {
  const connection = await askConnection(connections, node, vscode.l10n.t("On which server?"));
  if (connection === undefined) return undefined;
  const pick = vscode.window.createQuickPick<ThreadItem>();
  pick.ignoreFocusOut = true;
  pick.placeholder = placeHolder;
  let asked = 0;
  const show = async (text: string) => {
    asked += 1;
    const question = asked;
    pick.busy = true;
    const selected = text === "" && node?.kind === "thread" ? [node.thread] : [];
    const items = await threadItems(servers, connection, text, selected);
    if (question !== asked) return;
    pick.items = items;
    pick.busy = false;
  };
  const picked = new Promise<string | undefined>((resolve) => {
    pick.onDidChangeValue((text) => void show(text));
    pick.onDidAccept(() => {
      const id = pick.selectedItems[0]?.threadId;
      if (id === undefined) return;
      resolve(id);
      pick.hide();
    });
    pick.onDidHide(() => {
      asked += 1;
      resolve(undefined);
      pick.dispose();
    });
  });
  pick.show();
  void show("");
  return picked;
}

/** A thread found by its metadata may not contain the typed words in its line, so all lines are shown. */
async function threadItems(
  { facts }: CronServices["servers"],
  connection: Connection,
  text: string,
  selected: readonly Thread[],
): Promise<readonly ThreadItem[]> {
  try {
    const { isCut, threads } = await facts.findThreads(connection, text);
    const all = new Map([...selected, ...threads].map((thread) => [thread.thread_id, thread]));
    const items = [...all.values()].map((thread): ThreadItem => {
      const { detail, label, value } = threadChoice(thread);
      return { label, description: detail, threadId: value, alwaysShow: true };
    });
    if (!isCut) return items;
    return [...items, { label: moreThreads(), alwaysShow: true }];
  } catch (failure) {
    return [{ label: failureMessage(failure), alwaysShow: true }];
  }
}
