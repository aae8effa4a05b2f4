import { afterEach, beforeEach, expect, test } from "vitest";
import { TreeDoor } from "../../../../src/features/tree/treeDoor";
import { CronTreeView } from "../../../../src/features/tree/treeView";
import { cronWith } from "../../../fixtures/cronWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { createMemory } from "../../support/openTree";
import { settle } from "../../support/settle";
import { resetStub, stubState } from "../../support/vscode";

let door: TreeDoor | undefined;
beforeEach(resetStub);
afterEach(() => door?.dispose());

function open(load: () => Promise<typeof CronTreeView>) {
  const server = new MemoryServer([cronWith({ next_run_date: null })]);
  const parts = createServers({ dev: server });
  const { connections, log, store } = parts;
  const made = new TreeDoor({ log, memory: createMemory() }, connections, store, load);
  door = made;
  return { ...parts, server, door: made };
}

test("the tree is loaded with its first row", async () => {
  let loads = 0;
  const { door, server } = open(async () => {
    loads += 1;
    return CronTreeView;
  });
  expect([loads, door.state, server.requests]).toEqual([0, "loading", []]);
  expect(await door.tree.getChildren()).toHaveLength(1);
  await door.tree.getChildren();
  expect([loads, door.state]).toEqual([1, "ready"]);
});

test("a server that something else has asked is told of by the badge, without another request", async () => {
  const { connection, door, server, store } = open(async () => CronTreeView);
  await store.refresh(connection("dev"));
  const asked = server.requests.length;
  await door.open();
  await settle();
  expect(stubState.treeViews[0]?.badge).toEqual({ value: 1, tooltip: "1 cron needs attention" });
  expect(server.requests).toHaveLength(asked);
});

test("a load that failed is tried again", async () => {
  let loads = 0;
  const { connection, door, lines, store } = open(async () => {
    loads += 1;
    if (loads === 1) throw new Error("no disk");
    return CronTreeView;
  });
  await store.refresh(connection("dev"));
  await settle();
  expect(lines.join()).toContain("no disk");
  expect(await door.tree.getChildren()).toHaveLength(1);
});

test("a row that is selected for a command does not do what a click on it does", async () => {
  const { door } = open(async () => CronTreeView);
  const [row] = (await door.tree.getChildren()) ?? [];
  const done: string[] = [];
  const click = (name: string) => door.press(async () => void done.push(name));
  // As in VS Code: selecting presses the row, sooner or later.
  stubState.handlers.set("list.select", async () => {
    Object.assign(stubState.treeViews[0] ?? {}, { selection: [row] });
    await click("at once");
  });
  await door.actOnSelected(async (rows) => {
    await settle();
    await click("while the question is open");
    done.push(`acted on ${rows.length}`);
  });
  await click("afterwards");
  expect(done).toEqual(["acted on 1", "afterwards"]);
  const failed = door.actOnSelected(() => Promise.reject(new Error("no")));
  await expect(failed).rejects.toThrow("no");
  await click("again");
  expect(done).toHaveLength(3);
});
