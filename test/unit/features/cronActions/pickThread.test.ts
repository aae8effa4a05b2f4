import { beforeEach, expect, test } from "vitest";
import type { Thread } from "../../../../src/core/server/cron";
import { pickThread } from "../../../../src/features/cronActions/pickThread";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { createGate, settle } from "../../support/settle";
import { resetStub, stubState } from "../../support/vscode";
import type { QuickPick } from "../../support/vscode/quickPick";

beforeEach(() => {
  resetStub();
  stubState.keepsPicksOpen = true;
});

function open(server: MemoryServer, selected?: Thread) {
  const { connection, connections, store } = createServers({ dev: server });
  const node = selected && ({ kind: "thread", connection: connection("dev"), thread: selected } as const);
  const picked = pickThread({ connections, servers: store }, node, "Copy the id of which thread?");
  const list = async () => {
    await settle();
    return stubState.openPick as QuickPick;
  };
  return { picked, list };
}

const many = (count: number) => Array.from({ length: count }, (_, n) => threadWith({ thread_id: `thread-${n}` }));
const labels = (pick: QuickPick) => pick.items.map(({ label }) => label);

test("lists the newest threads, says if there are more, and finds the others while typing (C8)", async () => {
  const server = new MemoryServer();
  server.threads.push(...many(250), threadWith({ thread_id: "old", metadata: { title: "Quarterly", team: "blue" } }));
  const { list, picked } = open(server);
  const pick = await list();
  expect(pick.items).toHaveLength(101);
  expect(labels(pick).at(-1)).toMatch(/^More threads/);
  pick.type("team=blue");
  await settle();
  expect(labels(pick)).toEqual(["Quarterly"]);
  expect(pick.items[0]?.alwaysShow).toBe(true);
  pick.choose("Quarterly");
  expect(await picked).toBe("old");
});

test("a complete list says nothing about more; its lines stay until one is picked, or it is left", async () => {
  const server = new MemoryServer();
  server.threads.push(...many(100));
  const { list, picked } = open(server);
  const pick = await list();
  expect(pick.items).toHaveLength(100);
  pick.hide();
  expect(await picked).toBeUndefined();
});

test("beyond the 10,000 newest the server itself finds an id; the line about more can't be picked", async () => {
  const server = new MemoryServer();
  const id = "00000000-0000-4000-8000-000000000001";
  server.threads.push(...many(10_000), threadWith({ thread_id: id }));
  const { list } = open(server);
  const pick = await list();
  pick.type(id);
  await settle();
  const [found, more = ""] = labels(pick);
  expect(found).toBe(id);
  pick.choose(more);
  expect(stubState.openPick).toBe(pick);
});

test("the last typed text counts, whichever answer comes last; a failing server's reason is shown", async () => {
  const server = new MemoryServer();
  server.threads.push(...many(10_000), threadWith({ thread_id: "x", metadata: { team: "blue" } }));
  const gate = createGate();
  const { list } = open(server);
  const pick = await list();
  server.pause = async (_method, moment, query) => {
    if (query?.metadata !== undefined && moment === "answer") await gate.opened;
  };
  pick.type("team=blue");
  await settle();
  pick.type("thread-77");
  await settle();
  const before = labels(pick);
  expect(before).toContain("thread-77");
  gate.open();
  await settle();
  expect(labels(pick)).toEqual(before);
});

test("a server that can't be reached says so in the list", async () => {
  const server = new MemoryServer();
  server.fails = () => ({ kind: "unreachable", reason: "ECONNREFUSED" });
  const pick = await open(server).list();
  expect(pick.items).toHaveLength(1);
  expect(labels(pick)[0]).toMatch(/reach/);
});

test("the thread that is selected in the tree comes first, once", async () => {
  const server = new MemoryServer();
  server.threads.push(...many(3));
  const pick = await open(server, server.threads[1]).list();
  expect(labels(pick)).toEqual(["thread-1", "thread-0", "thread-2"]);
  pick.type("thread");
  await settle();
  expect(labels(pick)[0]).toBe("thread-0");
});
