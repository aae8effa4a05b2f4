import { beforeEach, expect, test } from "vitest";
import { pickThread } from "../../../src/features/cronActions/pickThread";
import type { ExplorerNode } from "../../../src/platform/explorerNode";
import type { Connections, CronService } from "../../../src/platform/services";
import { connectionWith } from "../support/memoryConnections";
import { resetStub, stubState } from "../support/vscode";

beforeEach(resetStub);

const connection = connectionWith();
const thread = (id: string) => ({ thread_id: id, metadata: { title: `Thread ${id}` } });

test("The thread that is selected in the tree comes first, once", async () => {
  const connections = { all: () => [connection], get: () => connection, chosen: () => connection };
  const crons = { server: async () => ({ searchThreads: async () => ["a", "b", "c"].map(thread) }) };
  const selected = { kind: "thread", connection, thread: thread("b") } as unknown as ExplorerNode;
  stubState.pick = ({ items }) => items.slice(0, 1).map(({ label }) => label);
  const pick = (node?: ExplorerNode) =>
    pickThread(connections as unknown as Connections, crons as unknown as CronService, node);
  expect(await pick(selected)).toBe("b");
  expect(stubState.picks[0]?.items.map(({ description }) => description)).toEqual(["b", "a", "c"]);
  expect(await pick()).toBe("a");
});
