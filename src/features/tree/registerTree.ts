import { type App, runCommand } from "../../platform/app/app";
import type { TreeNode } from "../../platform/app/treeNode";
import { requireTrust } from "../../platform/host/trust";
import type { Connections } from "../../platform/servers/connections/connections";
import type { CronRef } from "../../platform/servers/cronRef";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { Grouping } from "./arrange/grouping";
import { TreeDoor } from "./treeDoor";
import type { CronTreeView } from "./treeView";

/** The tree of connections, crons and runs. */
export function registerTree(
  app: App,
  connections: Connections,
  store: ServerStore,
  load: () => Promise<typeof CronTreeView>,
): TreeDoor {
  const door = new TreeDoor({ log: app.log, memory: app.context.workspaceState }, connections, store, load);
  const search = async (given?: string) => {
    requireTrust();
    if (connections.all().length === 0) {
      return runCommand("langgraphCrons.connection.add");
    }
    await (await door.open()).ask(given);
  };
  const refresh = async (node?: TreeNode) => {
    requireTrust();
    const one = node === undefined ? undefined : connections.get(node.connection.id);
    await (await door.open()).refresh(one === undefined ? connections.all() : [one]);
  };
  const reveal = async ({ connectionId, cronId }: CronRef) => {
    const connection = connections.get(connectionId);
    if (connection !== undefined) await (await door.open()).reveal(connection, cronId);
  };
  const group = (grouping?: Grouping) => async () => (await door.open()).group(grouping);
  for (const command of [
    app.command("langgraphCrons.explorer.refresh", refresh),
    app.command("langgraphCrons.explorer.search", search),
    app.command("langgraphCrons.explorer.clearSearch", async () => (await door.open()).clearSearch()),
    app.command("langgraphCrons.explorer.keepWatching", async () => (await door.open()).keepWatching(true)),
    app.command("langgraphCrons.explorer.stopWatching", async () => (await door.open()).keepWatching(false)),
    app.command("langgraphCrons.explorer.showOtherThreads", async () => (await door.open()).showOtherThreads(true)),
    app.command("langgraphCrons.explorer.hideOtherThreads", async () => (await door.open()).showOtherThreads(false)),
    app.command("langgraphCrons.explorer.filter", async () => (await door.open()).filter()),
    app.command("langgraphCrons.explorer.clearFilters", async () => (await door.open()).clearFilters()),
    app.command("langgraphCrons.explorer.groupBy", group()),
    app.command("langgraphCrons.groupBy.thread", group("thread")),
    app.command("langgraphCrons.groupBy.threadChosen", group("thread")),
    app.command("langgraphCrons.groupBy.assistant", group("assistant")),
    app.command("langgraphCrons.groupBy.assistantChosen", group("assistant")),
    app.command("langgraphCrons.groupBy.nextRun", group("nextRun")),
    app.command("langgraphCrons.groupBy.nextRunChosen", group("nextRun")),
    app.command("langgraphCrons.groupBy.health", group("health")),
    app.command("langgraphCrons.groupBy.healthChosen", group("health")),
    app.command("langgraphCrons.groupBy.flat", group("flat")),
    app.command("langgraphCrons.groupBy.flatChosen", group("flat")),
    app.command("langgraphCrons.explorer.loadMore", async (node) => {
      if (node !== undefined) await (await door.open()).loadMore(node);
    }),
    app.command("langgraphCrons.explorer.press", (command, node) => door.press(() => runCommand(command, node))),
    app.command("langgraphCrons.explorer.deleteSelected", () =>
      door.actOnSelected(async (rows) => {
        const crons = rows.filter((node) => node.kind === "cron");
        if (crons[0] !== undefined) await runCommand("langgraphCrons.cron.delete", crons[0], crons);
      }),
    ),
    app.command("langgraphCrons.explorer.reveal", reveal),
  ]) {
    app.own(command);
  }
  return door;
}
