import { isJsonObject, type JsonObject, type JsonValue } from "../../../../../src/core/base/json";
import type { CronQuery, ThreadQuery } from "../../../../../src/core/server/agentServer";
import type { Cron, Thread } from "../../../../../src/core/server/cron";
import { ServerFailure, type ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import type { CreateRequest } from "../../../../../src/core/server/requests/createRequest";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import type { World } from "./world";

/** What a server takes otherwise than we do: each schedule, by a minute; or zones, whose data are of another year. */
export type Misreads = "nothing" | "schedules" | "zones";

/** 0.7.14 makes no paused crons, 0.7.20 changes none. */
export type ServerVersion = "0.16.7" | "0.7.20" | "0.7.14";

/** In what a model server differs from Agent Server 0.16.7. */
export interface ServerTraits {
  readonly version: string;
  /** Threads can't be made: custom auth. */
  readonly refusesThreads: boolean;
  /** Absent: nothing. */
  readonly misreads?: Misreads;
  /** PATCH does not clear `end_time` (Aegra 0.11.0). */
  readonly keepsEndTime: boolean;
  /** PATCH replaces a cron's metadata, where Agent Servers merge it (Aegra 0.11.0). */
  readonly replacesMetadata: boolean;
  /** Custom auth: whose request it is becomes the cron's owner, and only that one's crons are there. */
  readonly ownerSetAt?: OwnerSetAt;
}

export const agentServerTraits: ServerTraits = {
  version: "0.16.7",
  refusesThreads: false,
  keepsEndTime: false,
  replacesMetadata: false,
};

/** When the handlers of the auth set it. A cron whose owner was overwritten is hidden where they don't at an update. */
export type OwnerSetAt = "create" | "createAndUpdate";

const owner = { owner: "user-1" };

export interface Firing {
  readonly name: string;
  readonly slot: number;
  readonly cronId: string;
}

type Row = { -readonly [Key in keyof Cron]: Cron[Key] };

const columns = new Set([
  "schedule",
  "timezone",
  "end_time",
  "enabled",
  "metadata",
  "on_run_completed",
  "assistant_id",
]);
const strippedMetadata = ["thread_id", "assistant_id", "run_id", "cron_id", "counters_since_delta_snapshot"];
const strippedConfigurable = ["__after_seconds__", "langgraph_request_id", "langgraph_auth_user_id"];
const absent = { kind: "rejected", status: 405, detail: "Method Not Allowed", parameter: null } as const;

/** An Agent Server: what it does with a request at the moment at which it carries it out. Every method may throw `ServerFailure`. */
export class ModelServer {
  readonly rows = new Map<string, Row>();
  readonly threads = new Map<string, Thread>();
  readonly firings: Firing[] = [];
  /** Since when the server has its data. */
  bornAt: number;

  constructor(
    private readonly world: World,
    readonly traits: ServerTraits,
  ) {
    this.bornAt = world.now;
  }

  /** `stamp`: when the request came in; the row is seen from now on. */
  create({ path, body }: CreateRequest, stamp: number): Cron {
    const threadId = /^\/threads\/([^/]+)\//.exec(path)?.[1] ?? null;
    const clean = strip(body);
    const given = isJsonObject(clean.metadata) ? clean.metadata : {};
    const metadata = this.traits.ownerSetAt === undefined ? given : { ...given, ...owner };
    const row: Row = {
      cron_id: this.world.uuid(),
      assistant_id: String(clean.assistant_id),
      thread_id: threadId,
      schedule: String(clean.schedule),
      timezone: textOf(clean.timezone),
      next_run_date: null,
      end_time: textOf(clean.end_time),
      enabled: this.traits.version !== "0.7.14" ? clean.enabled !== false : true,
      created_at: iso(stamp),
      updated_at: iso(stamp),
      metadata,
      payload: payloadOf(clean),
      on_run_completed: textOf(clean.on_run_completed),
    };
    row.next_run_date = iso(this.nextRun(row, stamp));
    this.rows.set(row.cron_id, row);
    return copy(row);
  }

  patch(id: string, body: JsonObject): Cron {
    if (this.isOld) throw failure(absent);
    const row = this.row(id);
    this.fire(row);
    const clean = strip(body);
    const { metadata, enabled, schedule, timezone, end_time } = clean;
    if (isJsonObject(metadata)) {
      const restored = this.traits.ownerSetAt === "createAndUpdate" ? { ...metadata, ...owner } : metadata;
      row.metadata = this.traits.replacesMetadata ? restored : { ...row.metadata, ...restored };
      row.payload = { ...row.payload, metadata: restored };
    }
    if (typeof enabled === "boolean") row.enabled = enabled;
    if (end_time !== undefined && !(end_time === null && this.traits.keepsEndTime)) row.end_time = textOf(end_time);
    row.payload = { ...row.payload, ...payloadOf(clean) };
    if (schedule !== undefined || timezone !== undefined) {
      row.schedule = textOf(schedule) ?? row.schedule;
      row.timezone = textOf(timezone) ?? row.timezone;
      row.next_run_date = iso(this.nextRun(row, this.world.now));
    }
    row.updated_at = iso(Math.max(this.world.now, Date.parse(row.updated_at) + 1));
    return copy(row);
  }

  delete(id: string): boolean {
    const row = this.rows.get(id);
    if (row === undefined || !this.isShown(row)) return false;
    this.fire(row);
    return this.rows.delete(id);
  }

  /** The client reads the list of an old one, which is one request, too. */
  get(id: string): Cron {
    return copy(this.row(id));
  }

  search({ metadata = {}, limit, offset, withPayload }: CronQuery): readonly Cron[] {
    const entries = this.isOld ? [] : Object.entries(metadata);
    return [...this.rows.values()]
      .filter((row) => this.isShown(row) && entries.every(([key, value]) => row.metadata[key] === value))
      .sort((one, other) => (one.created_at < other.created_at ? -1 : 1))
      .slice(offset, offset + limit)
      .map((row) => (withPayload === true ? copy(row) : withoutPayload(row)));
  }

  claim(id: string, metadata: JsonObject): Thread {
    if (this.traits.refusesThreads)
      throw failure({ kind: "unauthorized", status: 403, detail: "Forbidden", keySent: true });
    if (this.threads.has(id)) throw failure({ kind: "rejected", status: 409, detail: "exists", parameter: null });
    const now = iso(this.world.now);
    const times = { created_at: now, updated_at: now };
    const thread: Thread = { thread_id: id, ...times, metadata, status: "idle", error: null, interrupts: [] };
    this.threads.set(id, thread);
    return thread;
  }

  thread(id: string): Thread {
    const thread = this.threads.get(id);
    if (thread === undefined) throw failure({ kind: "notFound", detail: "Thread not found" });
    return thread;
  }

  searchThreads({ ids = [] }: ThreadQuery): readonly Thread[] {
    return ids.flatMap((id) => this.threads.get(id) ?? []);
  }

  patchThread(id: string, metadata: JsonObject): Thread {
    const thread = this.thread(id);
    const changed = { ...thread, metadata: { ...thread.metadata, ...metadata } };
    this.threads.set(id, changed);
    return changed;
  }

  /** In memory, after a restart that did not save. */
  loseData(): void {
    this.rows.clear();
    this.threads.clear();
    this.bornAt = this.world.now;
  }

  /** Starts what is due up to now. */
  fireAll(): void {
    for (const row of this.rows.values()) this.fire(row);
  }

  /** Whether the server starts a cron at times that its schedule does not mean. */
  isMisread({ schedule, timezone }: Pick<Cron, "schedule" | "timezone">): boolean {
    const { now } = this.world;
    return this.nextRun({ schedule, timezone }, now) !== nextSlot(schedule, offsetOf(timezone), now);
  }

  private nextRun({ schedule, timezone }: Pick<Cron, "schedule" | "timezone">, after: number): number {
    const { misreads } = this.traits;
    if (misreads === "schedules") return nextSlot(schedule, offsetOf(timezone), after - minute) + minute;
    const summer = misreads === "zones" && timezone !== null ? hour : 0;
    return nextSlot(schedule, offsetOf(timezone) + summer, after);
  }

  /** PATCH came with 0.7.21, and the rest that is absent there later still. */
  get isOld(): boolean {
    return this.traits.version !== agentServerTraits.version;
  }

  private row(id: string): Row {
    const row = this.rows.get(id);
    if (row === undefined || !this.isShown(row)) throw failure({ kind: "notFound", detail: `Cron '${id}' not found` });
    return row;
  }

  private isShown({ metadata }: Row): boolean {
    return this.traits.ownerSetAt === undefined || metadata.owner === owner.owner;
  }

  /** Missed slots are one run (0.16.7). */
  private fire(row: Row): void {
    if (!row.enabled || row.next_run_date === null) return;
    const name = row.metadata[metadataKeys.name];
    let due = Date.parse(row.next_run_date);
    if (due > this.world.now) return;
    for (; due <= this.world.now; due = this.nextRun(row, due)) {
      if (typeof name === "string") this.firings.push({ name, slot: due, cronId: row.cron_id });
    }
    row.next_run_date = iso(due);
  }
}

export function failure(problem: ServerProblem): ServerFailure {
  return new ServerFailure(problem, { method: "POST", path: "/" });
}

const minute = 60_000;
const hour = 60 * minute;
const periods: Readonly<Record<string, { readonly period: number; readonly from: number }>> = {
  "*/5 * * * *": { period: 5 * minute, from: 0 },
  "*/15 * * * *": { period: 15 * minute, from: 0 },
  "0 * * * *": { period: hour, from: 0 },
  "0 9 * * *": { period: 24 * hour, from: 9 * hour },
};

/** The next run of the few schedules of the simulation, by arithmetic of its own. `offset`: the zone's from UTC. */
function nextSlot(schedule: string, offset: number, after: number): number {
  const known = periods[schedule];
  if (known === undefined) throw new Error(`the model does not know ${schedule}`);
  const from = known.from - offset;
  return (Math.floor((after - from) / known.period) + 1) * known.period + from;
}

/** Of UTC, or of Europe/Berlin in the winter in which histories take place. */
const offsetOf = (timezone: string | null) => (timezone === null ? 0 : hour);

function strip(body: JsonObject): JsonObject {
  const { metadata, config } = body;
  return {
    ...body,
    ...(isJsonObject(metadata) ? { metadata: without(metadata, strippedMetadata) } : {}),
    ...(isJsonObject(config) ? { config: stripConfig(config) } : {}),
  };
}

function stripConfig({ configurable, metadata, ...rest }: JsonObject): JsonObject {
  return {
    ...rest,
    ...(isJsonObject(metadata) ? { metadata: without(metadata, strippedMetadata) } : {}),
    configurable: isJsonObject(configurable) ? without(configurable, strippedConfigurable) : {},
  };
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function payloadOf(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !columns.has(key) || key === "metadata"));
}

const textOf = (value: JsonValue | undefined) => (typeof value === "string" ? value : null);
const iso = (at: number) => new Date(at).toISOString();
const copy = (row: Row): Cron => ({ ...row });
function withoutPayload({ payload: _, ...row }: Row): Cron {
  return row;
}
