import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as serverWork from "../../../../src/platform/servers/serverWork";
import { cronWith } from "../../../fixtures/cronWith";
import { threadWith } from "../../../fixtures/threadWith";
import { type ScriptedServer, type SeenRequest, startScriptedServer } from "../../../support/scriptedServer";
import { MemoryServer } from "../../support/memoryServer";
import { openTree } from "../../support/openTree";
import { resetStub, stubState } from "../../support/vscode";

type Treat = (response: ServerResponse, right: string) => void;

const json = { "content-type": "application/json" };
const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Treat =>
  (response) =>
    response.writeHead(code, { ...json, ...headers }).end(JSON.stringify({ detail: `no ${code}` }));

/** What happens to every answer, and what the row of the connection then says. */
const faults: readonly (readonly [name: string, treat: Treat, words: string])[] = [
  ["refuses the key (401)", status(401), "refuses the key"],
  ["refuses the user (403)", status(403), "refuses the key"],
  ["is not found (404)", status(404), "no Agent Server there · as of"],
  ["has a conflict (409)", status(409), "has a problem · as of"],
  ["does not accept the request (422)", status(422), "has a problem · as of"],
  ["asks to wait (429)", status(429, { "retry-after": "1" }), "too busy · as of"],
  ["has an error (500)", status(500), "has a problem · as of"],
  [
    "stops in the middle of an answer",
    (response, right) => {
      response.writeHead(200, { ...json, "content-length": String(right.length + 50) });
      response.write(right.slice(0, 5), () => response.destroy());
    },
    "can't be reached · as of",
  ],
  [
    "answers something else",
    (response) => response.writeHead(200, json).end('"hello"'),
    "no Agent Server there · as of",
  ],
  ["resets the connection", (response) => response.destroy(), "can't be reached · as of"],
];

const realTimeout = setTimeout;
const start = Date.parse("2027-02-01T12:00:30Z");

let servers: ScriptedServer[] = [];
beforeEach(() => {
  resetStub();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"], now: start });
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

/** A request's time limit is real time. */
function inReal(milliseconds: number): Promise<void> {
  return new Promise((resolve) => realTimeout(resolve, milliseconds));
}

/** Virtual seconds, in which real requests are answered. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    await inReal(1);
  }
}

const cron = cronWith({ cron_id: "c", thread_id: "t", schedule: "* * * * *", next_run_date: "2027-02-01T12:01:00Z" });

async function open() {
  let treat: Treat | undefined;
  let crons: readonly object[] = [cron];
  const answer = ({ path }: SeenRequest) => {
    if (path === "/info") return { version: "0.16.7", flags: { crons: true } };
    if (path === "/runs/crons/search") return crons;
    if (path === "/threads/search") {
      return [{ ...threadWith({ thread_id: "t", updated_at: new Date().toISOString() }), interrupts: {} }];
    }
    return [];
  };
  const server = await startScriptedServer((request, response) => {
    const right = JSON.stringify(answer(request));
    if (treat === undefined) response.writeHead(200, json).end(right);
    else treat(response, right);
  });
  servers.push(server);
  const openServer: typeof serverWork.openServer = (_url, ...rest) => serverWork.openServer(server.url, ...rest);
  const tree = openTree({ dev: new MemoryServer() }, undefined, { openServer });
  const { connection, store, view } = tree;
  const watch = store.watch(connection, "crons");
  store.attend(true);
  await pass(5);
  const row = async () => String((await view.items.of({ kind: "connection", connection })).description);
  return {
    row,
    ids: () => store.crons(connection).map(({ cron_id }) => cron_id),
    seen: server.seen,
    state: () => store.state(connection).kind,
    set: (next: Treat | undefined) => {
      treat = next;
    },
    lose: () => {
      crons = [];
    },
    close: () => {
      watch.dispose();
      store.dispose();
    },
  };
}

describe("a server that is watched and then", () => {
  test.each(faults)("%s: the tree says so, and heals by itself", async (_name, treat, words) => {
    const { close, ids, row, seen, set, state } = await open();
    expect([state(), ids()]).toEqual(["ready", ["c"]]);
    set(treat);
    await pass(150);
    expect(state()).toBe("problem");
    expect((await row()).startsWith(words), await row()).toBe(true);
    const asked = seen.length;
    await pass(60);
    expect(seen.length - asked).toBeLessThanOrEqual(12);
    set(undefined);
    await pass(330);
    expect([state(), ids()]).toEqual(["ready", ["c"]]);
    expect(seen.filter(({ method, path }) => method !== "GET" && !path.endsWith("/search"))).toEqual([]);
    close();
  });

  test("does not answer in time: the tree says so, and heals by itself", async () => {
    stubState.settings.set("langgraphCrons.requestTimeoutSeconds", 1);
    const { close, ids, row, set, state } = await open();
    set(() => undefined);
    await pass(150);
    await inReal(1_200);
    await pass(5);
    expect((await row()).startsWith("can't be reached · as of"), await row()).toBe(true);
    set(undefined);
    // What still waits ends first.
    await inReal(1_200);
    await pass(330);
    expect([state(), ids()]).toEqual(["ready", ["c"]]);
    close();
  });

  test("comes back without its data: its crons are gone", async () => {
    const { close, ids, lose, set, state } = await open();
    set((response) => response.destroy());
    await pass(100);
    expect([state(), ids()]).toEqual(["problem", ["c"]]);
    lose();
    set(undefined);
    await pass(330);
    expect([state(), ids()]).toEqual(["ready", []]);
    close();
  });
});
