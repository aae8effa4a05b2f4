import type { ServerResponse } from "node:http";
import { onTestFinished, vi } from "vitest";
import type { Cron } from "../../../src/core/server/cron";
import * as serverWork from "../../../src/platform/servers/serverWork";
import { cronWith } from "../../fixtures/cronWith";
import { runWith } from "../../fixtures/runWith";
import { threadWith } from "../../fixtures/threadWith";
import { type SeenRequest, startScriptedServer } from "../../support/scriptedServer";
import { MemoryServer } from "./memoryServer";
import { openTree } from "./openTree";

/** What becomes of an answer. */
export type Treat = (response: ServerResponse, right: string) => void;

const json = { "content-type": "application/json" };

export const answerStatus =
  (code: number, headers: Readonly<Record<string, string>> = {}): Treat =>
  (response) =>
    response.writeHead(code, { ...json, ...headers }).end(JSON.stringify({ detail: `no ${code}` }));

export const cutShort: Treat = (response, right) => {
  response.writeHead(200, { ...json, "content-length": String(right.length + 50) });
  response.write(right.slice(0, 5), () => response.destroy());
};

export const answerNonsense: Treat = (response) => response.writeHead(200, json).end('"hello"');

export const resetConnection: Treat = (response) => response.destroy();

const realTimeout = setTimeout;

/** A request's time limit is real time. */
export function inReal(milliseconds: number): Promise<void> {
  return new Promise((resolve) => realTimeout(resolve, milliseconds));
}

/** Virtual time for all but HTTP, from half a minute before the watched cron is due. */
export function useVirtualTime(): void {
  const now = Date.parse("2027-02-01T12:00:30Z");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"], now });
  onTestFinished(() => void vi.useRealTimers());
}

/** Virtual seconds, in which real requests are answered. */
export async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    await inReal(1);
  }
}

export const watchedCron = "11111111-1111-4111-8111-111111111111";
const watchedThread = "22222222-2222-4222-8222-222222222222";

const firstCron = cronWith({
  cron_id: watchedCron,
  thread_id: watchedThread,
  schedule: "* * * * *",
  next_run_date: "2027-02-01T12:01:00Z",
  payload: { assistant_id: "agent" },
});

const cronPath = `/runs/crons/${watchedCron}`;

export const isWrite = ({ method, path }: SeenRequest): boolean => method !== "GET" && !path.endsWith("/search");

/** A tree whose only connection is a real HTTP server with one cron, watched by somebody. */
export async function openWatched() {
  let treat: ((request: SeenRequest) => Treat | undefined) | undefined;
  let carriesOut = true;
  /** What the server has. */
  const stored = { crons: [firstCron] as readonly Cron[], runs: 0 };
  const carryOut = ({ body, method, path }: SeenRequest): object => {
    if (method === "PATCH") stored.crons = stored.crons.map((cron) => ({ ...cron, ...JSON.parse(body) }));
    if (method === "DELETE") stored.crons = [];
    if (path.endsWith("/runs")) stored.runs += 1;
    return path.endsWith("/runs")
      ? runWith({ run_id: `r${stored.runs}`, thread_id: watchedThread })
      : (stored.crons[0] ?? {});
  };
  const answer = (request: SeenRequest): object => {
    const { method, path } = request;
    if (isWrite(request)) return carryOut(request);
    if (path === "/info") return { version: "0.16.7", flags: { crons: true } };
    if (path === "/runs/crons/search") return stored.crons;
    if (path === cronPath && method === "GET") return stored.crons[0] ?? {};
    if (path === "/threads/search") {
      return [{ ...threadWith({ thread_id: watchedThread, updated_at: new Date().toISOString() }), interrupts: {} }];
    }
    return [];
  };
  const respond = (request: SeenRequest, response: ServerResponse) => {
    const treated = treat?.(request);
    const isLost = stored.crons.length === 0 && request.path === cronPath;
    const isDone = carriesOut || !isWrite(request);
    if (treated !== undefined) treated(response, JSON.stringify(isDone ? answer(request) : {}));
    else if (isLost) answerStatus(404)(response, "");
    else response.writeHead(200, json).end(JSON.stringify(answer(request)));
  };
  let server = await startScriptedServer(respond);
  const { url } = server;
  let before: readonly SeenRequest[] = [];
  onTestFinished(() => server.close());
  const openServer: typeof serverWork.openServer = (_url, ...rest) => serverWork.openServer(url, ...rest);
  const { actions, connection, store, view } = openTree({ dev: new MemoryServer() }, undefined, { openServer });
  const watch = store.watch(connection, "crons");
  onTestFinished(() => {
    watch.dispose();
    store.dispose();
  });
  store.attend(true);
  await pass(5);
  // The first answers take real time.
  for (let tries = 0; store.crons(connection).length === 0 && tries < 1_000; tries += 1) await inReal(10);
  return {
    actions,
    ref: { connectionId: connection.id, cronId: watchedCron },
    stored,
    row: async () => String((await view.items.of({ kind: "connection", connection })).description),
    crons: () => store.crons(connection),
    ids: () => store.crons(connection).map(({ cron_id }) => cron_id),
    seen: () => [...before, ...server.seen],
    state: () => store.state(connection).kind,
    /** From now on. `mode`: whether a write that is treated has been carried out all the same. */
    treat: (next: typeof treat, mode: "carriedOut" | "notCarriedOut" = "carriedOut") => {
      treat = next;
      carriesOut = mode === "carriedOut";
    },
    /** Nothing listens at its port. */
    stop: async () => {
      before = [...before, ...server.seen];
      await server.close();
    },
    start: async () => {
      server = await startScriptedServer(respond, Number(new URL(url).port));
    },
  };
}
