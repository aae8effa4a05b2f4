import type * as vscode from "vscode";
import type { RowCommand } from "../../platform/app/editorCommands";
import type { TreeNode } from "../../platform/app/treeNode";
import type { Connection } from "../../platform/servers/connections/connection";
import type { ServerStore } from "../../platform/servers/serverStore";
import { assistantName } from "../../platform/words/assistantName";
import { cronWords } from "../../platform/words/cronWords";
import type { CronTree } from "./cronTree";
import { connectionItem } from "./items/connectionItem";
import { type CronFacts, cronItem } from "./items/cronItem";
import { cronTooltip } from "./items/cronTooltip";
import { groupItem } from "./items/groupItem";
import { nodeId } from "./items/nodeId";
import { runItem, seenOnlyItem } from "./items/runItem";
import { assistantItem, assistantsItem, loadMoreItem, moreRowsItem, otherThreadsItem } from "./items/smallItems";
import { threadItem } from "./items/threadItem";
import type { TreeParts } from "./treeParts";

/** What a click or Enter on a row does. */
const pressed: Readonly<Partial<Record<TreeNode["kind"], RowCommand>>> = {
  cron: "langgraphCrons.cron.page",
  run: "langgraphCrons.run.open",
  loadMore: "langgraphCrons.explorer.loadMore",
  moreRows: "langgraphCrons.explorer.loadMore",
};

/** A group of more crons is folded at first. */
const mostUnfolded = 25;

type NodeOf<Kind extends TreeNode["kind"]> = Extract<TreeNode, { readonly kind: Kind }>;

/** How each row looks. */
export class RowItems {
  constructor(
    private readonly parts: TreeParts,
    private readonly store: ServerStore,
    private readonly tree: CronTree,
  ) {}

  async of(node: TreeNode): Promise<vscode.TreeItem> {
    const item = await this.draw(node);
    item.id = nodeId(node, this.parts.search.isSearching);
    const command = pressed[node.kind];
    if (command !== undefined)
      item.command = {
        command: "langgraphCrons.explorer.press",
        title: String(item.label),
        arguments: [command, node],
      };
    return item;
  }

  /** Slow parts are computed when the user points at the item. */
  async resolve(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    if (node.kind === "cron") {
      const { connection, cron } = this.current(node);
      const facts = await this.cronFacts({ kind: "cron", connection, cron });
      const assistant = assistantName(this.parts.data.assistants(connection), cron.assistant_id);
      item.tooltip = cronTooltip(cron, { ...facts, thread: this.threadOf(connection, cron.thread_id) }, assistant);
    }
    return item;
  }

  private async draw(node: TreeNode): Promise<vscode.TreeItem> {
    const { connection } = node;
    const { arrangements, data, pages } = this.parts;
    switch (node.kind) {
      case "connection":
        return connectionItem(connection, this.connectionFacts(connection));
      case "thread":
        return threadItem(
          this.tree.thread(connection, node.thread.thread_id),
          this.groupFacts(node, node.thread.thread_id),
        );
      case "group":
        return groupItem({
          ...node,
          ...this.groupFacts(node, node.key),
          name: assistantName(data.assistants(connection), node.key),
        });
      case "otherThreads":
        return otherThreadsItem({
          threads: data.otherThreads(connection).length,
          isMore: data.hasMoreThreads(connection),
          // Of a server without crons they are all that there is to see.
          open: arrangements.of(connection).all === 0,
        });
      case "assistants":
        return assistantsItem();
      case "assistant":
        return assistantItem(node.assistant);
      case "cron": {
        const now = this.current(node);
        return cronItem(now.cron, await this.cronFacts(now));
      }
      case "run":
        return runItem(node.told, Date.now());
      case "seenRun":
        return runItem(node.told, Date.now(), node);
      case "seenOnly":
        return seenOnlyItem(node.none);
      case "loadMore":
        return loadMoreItem();
      case "moreRows":
        return moreRowsItem(pages.next(node.left), node.left);
    }
  }

  private connectionFacts(connection: Connection) {
    const { arrangements, connections, data, search } = this.parts;
    const chosen = connections.chosen()?.id === connection.id;
    return {
      state: data.state(connection),
      chosen,
      attention: arrangements.of(connection).attention,
      open: chosen || search.isSearching || connections.all().length === 1,
      asOf: data.asOf(connection),
      now: Date.now(),
    };
  }

  private groupFacts({ connection }: TreeNode, key: string) {
    const group = this.parts.arrangements.of(connection).groups.get(key);
    const crons = group?.crons.length ?? 0;
    return { crons, attention: group?.attention ?? 0, open: this.parts.search.isSearching || crons <= mostUnfolded };
  }

  /** A row that is drawn alone still has the cron of when it was made. */
  private current({ connection, cron }: NodeOf<"cron">): NodeOf<"cron"> {
    return { kind: "cron", connection, cron: this.store.cron(connection, cron.cron_id) ?? cron };
  }

  private async cronFacts({ connection, cron }: NodeOf<"cron">): Promise<CronFacts> {
    const { dialect } = connection;
    const words = await cronWords(cron, dialect);
    const isBelowThread = this.tree.getParent({ kind: "cron", connection, cron })?.kind === "thread";
    const thread = isBelowThread ? undefined : this.threadOf(connection, cron.thread_id);
    return { words, dialect, health: this.store.health(connection, cron), thread, now: Date.now() };
  }

  private threadOf(connection: Connection, id: string | null) {
    return id === null ? undefined : this.tree.thread(connection, id);
  }
}
