import { isJsonObject, type JsonObject } from "../../../../../src/core/base/json";
import { rootId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { namesLock } from "../../../../../src/core/lifecycle/lease/lockName";
import type { AgentServer, CallOptions } from "../../../../../src/core/server/agentServer";
import type { Cron, Thread } from "../../../../../src/core/server/cron";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { unusedRequests } from "../../../../support/unusedRequests";
import type { ModelProcess } from "./modelProcess";
import { failure, type ModelServer } from "./modelServer";
import type { World } from "./world";

/**
 * What becomes of one request. drop, hang: never carried out. reset: carried out, the answer is lost. late: carried out
 * after its sender's time-out. slow: carried out and answered within it. veryLate: minutes after anybody waits for it.
 * stale: a create that is seen seconds after the time that it is stamped with. limited, blocked: 429 with a time to wait,
 * the second longer than anybody does.
 */
export const faults = [
  "none",
  "drop",
  "hang",
  "reset",
  "late",
  "slow",
  "stale",
  "busy",
  "limited",
  "blocked",
  "error",
  "errorDone",
  "page",
  "veryLate",
  "refused",
] as const;
export type Fault = (typeof faults)[number];

const lockOfNames = rootId(namesLock);

export const timeoutMilliseconds = 20_000;
export const doubtMilliseconds = 25_000;
const tries = 4;

const reset: ServerProblem = { kind: "unreachable", reason: "ECONNRESET" };
const limitedTo = (retryAfterSeconds: number): ServerProblem => ({
  kind: "busy",
  status: 429,
  retryAfterSeconds,
  detail: "",
});
const timeout: ServerProblem = { kind: "timeout", milliseconds: timeoutMilliseconds };

/** How a request comes to the server. */
interface Arrival {
  /** When it came in. */
  readonly stamp: number;
  /** Later than the protocol promises anything for: on its way, or because its process was stopped before it was sent. */
  readonly isLate: boolean;
}

interface Request<Value> {
  readonly what: string;
  /** What the server does with it. */
  readonly act: (arrival: Arrival) => Value;
  readonly repeatable: boolean;
  readonly writes: boolean;
  /** Of these alone some are refused for what they say. */
  readonly onCrons?: true;
  readonly id?: string;
}

/** The network between processes and the server: loses, delays and refuses requests as the history says. */
export class ModelNetwork {
  /** In the order of the requests; then all goes well. */
  faults: Fault[];
  readonly log: string[] = [];

  constructor(
    private readonly world: World,
    readonly server: ModelServer,
    plan: readonly Fault[],
    private readonly keepsLog: boolean,
  ) {
    this.faults = [...plan].reverse();
  }

  /** Whether submits don't see the lock of all names, as if they did not heed it: the simulation has to find that. */
  isHeedless = false;

  private seenThread({ title }: ModelProcess, id: string): Thread {
    if (this.isHeedless && id === lockOfNames && !title.includes("apply"))
      throw failure({ kind: "notFound", detail: "Thread not found" });
    return this.server.thread(id);
  }

  /** The server as one process has it. */
  serverOf(process: ModelProcess): AgentServer {
    const { server } = this;
    const ask = <Value>(request: Request<Value>, options: CallOptions | undefined) =>
      this.ask(process, request, options);
    const read = <Value>(what: string, act: () => Value, options: CallOptions | undefined, id?: string) =>
      ask({ what, act, repeatable: true, writes: false, ...(id === undefined ? {} : { id }) }, options);
    /** What is read without an answer has not been seen. */
    const see = async (what: string, act: () => readonly Cron[], options: CallOptions | undefined, id?: string) => {
      const { crons, at } = await read(what, () => ({ crons: act(), at: this.world.now }), options, id);
      return process.saw(crons, at);
    };
    return {
      info: (options) =>
        read(
          "info",
          () => ({ version: server.traits.version, hasCrons: true, product: "agentServer" as const }),
          options,
        ),
      searchCrons: (query, options) => see("search", () => server.search(query), options),
      allCrons: (options) => read("list", () => server.search({ limit: 1000, offset: 0 }), options),
      getCron: async (id, options) => (await see("get", () => [server.get(id)], options, id))[0] as Cron,
      createCron: async (request, options) => {
        const { cron, at } = await ask(
          {
            what: "create",
            act: ({ stamp }) => ({ cron: process.made(server.create(request, stamp)), at: this.world.now }),
            repeatable: false,
            writes: true,
            onCrons: true,
          },
          options,
        );
        return process.saw([cron], at)[0] as Cron;
      },
      patchCron: async (id, body, options) => {
        process.decidedToChange(id);
        const { cron, at } = await ask(
          {
            onCrons: true,
            what: `patch ${Object.entries(body).map(([key, value]) => (key === "enabled" ? `enabled=${value}` : key))}`,
            id,
            writes: true,
            act: ({ isLate }) => {
              process.truth.namedLate ||= isLate && this.givesName(id, body);
              return { cron: process.patched(id, body, () => server.patch(id, body)), at: this.world.now };
            },
            repeatable: options?.once !== true,
          },
          options,
        );
        return process.saw([cron], at)[0] as Cron;
      },
      deleteCron: (id, options) => {
        const decided = process.decided(id);
        return ask(
          {
            what: "delete",
            writes: true,
            id,
            act: () => process.deleted(id, decided, () => server.delete(id)),
            repeatable: options?.once !== true,
          },
          options,
        );
      },
      claimThread: (id, metadata, options) =>
        ask({ what: "claim", writes: true, id, act: () => server.claim(id, metadata), repeatable: false }, options),
      getThread: (id, options) => read("getThread", () => this.seenThread(process, id), options, id),
      patchThread: (id, metadata, options) =>
        ask(
          {
            what: "patchThread",
            writes: true,
            id,
            act: () => server.patchThread(id, metadata),
            repeatable: options?.once !== true,
          },
          options,
        ),
      deleteThread: (id, options) =>
        ask(
          {
            what: "deleteThread",
            writes: true,
            id,
            act: () => server.threads.delete(id),
            repeatable: options?.once !== true,
          },
          options,
        ),
      ...unusedRequests,
      searchThreads: (query, options) => read("searchThreads", () => server.searchThreads(query), options),
    };
  }

  /** Whether a cron would get another name than it has now, or its first. */
  private givesName(id: string, { metadata }: JsonObject): boolean {
    const row = this.server.rows.get(id);
    if (row === undefined || !isJsonObject(metadata) || !(metadataKeys.name in metadata)) return false;
    return metadata[metadataKeys.name] !== row.metadata[metadataKeys.name];
  }

  private async ask<Value>(
    process: ModelProcess,
    request: Request<Value>,
    options: CallOptions | undefined,
  ): Promise<Value> {
    for (let count = 1; ; count += 1) {
      const isLate = await process.leaving(request.writes);
      if (options?.signal?.aborted === true) throw failure({ kind: "cancelled" });
      try {
        return await process.hearing(this.exchange(process, request, isLate, options?.signal));
      } catch (error) {
        // As the HTTP client does it.
        const again = error instanceof Object && "again" in error && request.repeatable && count < tries;
        if (!again) throw error instanceof Object && "failure" in error ? error.failure : error;
        await process.hearing(this.world.sleep(250 * 2 ** count));
      }
    }
  }

  private exchange<Value>(
    process: ModelProcess,
    request: Request<Value>,
    isSentLate: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Value> {
    const { world } = this;
    const planned = this.faults.pop() ?? "none";
    const fault = planned === "refused" && !request.onCrons ? "none" : planned;
    const way = world.between(5, 60);
    const timeOutAfter = timeoutMilliseconds;
    this.note(process, `> ${request.what} ${fault === "none" ? "" : `(${fault})`}`, request.id);
    return new Promise<Value>((resolve, reject) => {
      const onAbort = () => reject(failure({ kind: "cancelled" }));
      signal?.addEventListener("abort", onAbort, { once: true });
      const fail = (problem: ServerProblem, again: boolean) =>
        reject(again ? { again, failure: failure(problem) } : failure(problem));
      const carryOut = (stamp: number, then: (act: () => Value) => void) => {
        try {
          const value = request.act({ stamp, isLate: isSentLate || fault === "veryLate" });
          this.note(process, `* ${request.what}`, request.id ?? (value as { cron?: Cron } | null)?.cron?.cron_id);
          then(() => value);
        } catch (error) {
          this.note(process, `* ${request.what} refused`, request.id);
          then(() => {
            throw error;
          });
        }
      };
      const answer = (act: () => Value) =>
        world.after(way, () => {
          try {
            resolve(act());
          } catch (error) {
            reject(error);
          }
        });
      const ignore = () => undefined;
      const at = (delay: number, then: (act: () => Value) => void, stampDelay = delay) => {
        const stamp = world.now + stampDelay;
        world.after(delay, () => carryOut(stamp, then));
      };
      switch (fault) {
        case "none":
          return at(way, answer);
        case "slow":
          return at(world.between(2_000, timeoutMilliseconds - 200), answer);
        case "stale":
          return at(world.between(1_000, 12_000), answer, way);
        case "drop":
          return world.after(way, () => fail(reset, true));
        case "hang":
          return world.after(timeOutAfter, () => fail(timeout, false));
        case "reset":
          return at(way, () => world.after(way, () => fail(reset, true)));
        case "late":
          at(world.between(timeoutMilliseconds, doubtMilliseconds - 500), ignore, way);
          return world.after(timeOutAfter, () => fail(timeout, false));
        case "veryLate":
          at(world.between(60_000, 240_000), ignore, way);
          return world.after(timeOutAfter, () => fail(timeout, false));
        case "busy":
          return world.after(way * 2, () =>
            fail({ kind: "busy", status: 503, retryAfterSeconds: null, detail: "" }, true),
          );
        case "limited":
          return world.after(way * 2, () => fail(limitedTo(5), true));
        case "blocked":
          return world.after(way * 2, () => fail(limitedTo(600), false));
        case "error":
          return world.after(way * 2, () => fail({ kind: "serverError", status: 500, detail: "no" }, false));
        case "errorDone":
          return at(way, () => world.after(way, () => fail({ kind: "serverError", status: 500, detail: "no" }, false)));
        case "page":
          return at(way, () => world.after(way, () => fail({ kind: "notAgentServer", reason: "html" }, false)));
        case "refused":
          return world.after(way * 2, () =>
            fail({ kind: "rejected", status: 422, detail: "no", parameter: null }, false),
          );
        default:
          return fault satisfies never;
      }
    });
  }

  note(process: ModelProcess | null, text: string, id?: string): void {
    if (!this.keepsLog) return;
    const at = ((this.world.now - Date.UTC(2026, 10, 26, 12, 0, 30)) / 1000).toFixed(2).padStart(9);
    this.log.push(`${at} ${process?.title ?? "world"} ${text} ${id?.slice(0, 8) ?? ""}`);
  }
}
