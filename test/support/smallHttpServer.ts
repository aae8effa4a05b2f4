import { randomUUID } from "node:crypto";
import { isJsonObject, type JsonObject } from "../../src/core/base/json";
import { cronRuns } from "../../src/core/schedule/cronRuns";
import { standardDialect } from "../../src/core/schedule/scheduleDialect";
import { type ScriptedServer, type SeenRequest, startScriptedServer } from "./scriptedServer";

interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How this server differs from a good one, if the test wants that. */
export interface Quirks {
  readonly version?: string;
  /** Answers instead of the server, before anything is carried out. */
  readonly before?: (request: SeenRequest) => Answer | undefined;
  /** Keys that a PATCH can't change: they are accepted and ignored. */
  readonly ignoresInPatch?: readonly string[];
  /** The server's next run, computed from the correct one, in epoch milliseconds. */
  readonly nextRun?: (right: number) => number;
  readonly waitMilliseconds?: number;
}

export interface SmallHttpServer extends ScriptedServer {
  readonly crons: Map<string, JsonObject>;
  quirks: Quirks;
}

/** The part of an Agent Server that a submit uses, over HTTP and in memory; other tests use real servers. */
export async function startSmallHttpServer(quirks: Quirks = {}): Promise<SmallHttpServer> {
  const threads = new Map<string, JsonObject>();
  const state = { crons: new Map<string, JsonObject>(), quirks };
  const server = await startScriptedServer((request, response) => {
    const { quirks: now } = small;
    const { headers, json, status } = now.before?.(request) ?? answer(request, small, threads);
    const send = () =>
      response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(json === undefined ? undefined : JSON.stringify(json));
    setTimeout(send, now.waitMilliseconds ?? 0);
  });
  const small: SmallHttpServer = Object.assign(server, state);
  return small;
}

interface State {
  readonly crons: Map<string, JsonObject>;
  readonly quirks: Quirks;
}

/** The id of its only assistant, for the graph `report`. */
export const reportId = "1282c32e-6e26-5a84-bb5f-8fd282da81a9";

const missing: Answer = { status: 404, json: { detail: "Not Found" } };

function answer(request: SeenRequest, state: State, threads: Map<string, JsonObject>): Answer {
  const { method } = request;
  const path = request.path.replace(/\?.*$/, "");
  const body = request.body === "" ? {} : (JSON.parse(request.body) as JsonObject);
  const { quirks } = state;
  if (path === "/info") return ok({ version: quirks.version ?? "0.16.7", flags: { crons: true } });
  if (path === "/assistants/search") return ok([{ assistant_id: reportId, graph_id: "report", name: "report" }]);
  if (path === `/assistants/${reportId}/schemas`) return ok({});
  if (path === "/threads/search") return ok([...threads.values()].filter((thread) => hasMetadata(thread, body)));
  if (path === "/threads") return claim(body, threads);
  if (path === "/runs/crons/search") return ok([...state.crons.values()].filter((cron) => hasMetadata(cron, body)));
  if (method === "POST" && path.endsWith("/runs/crons")) return ok(create(path, body, state));
  const [, kind, id = ""] = /^\/(threads|runs\/crons)\/([^/]+)$/.exec(path) ?? [];
  if (kind === undefined) return missing;
  return one(method, id, body, kind === "threads" ? threads : state.crons, state);
}

function one(method: string, id: string, body: JsonObject, rows: Map<string, JsonObject>, state: State): Answer {
  const row = rows.get(id);
  if (row === undefined) return missing;
  if (method === "DELETE") {
    rows.delete(id);
    return { status: 204 };
  }
  if (method === "PATCH") rows.set(id, rows === state.crons ? patch(row, body, state) : merge(row, body));
  return ok(rows.get(id));
}

function claim(body: JsonObject, threads: Map<string, JsonObject>): Answer {
  const id = String(body.thread_id ?? randomUUID());
  if (threads.has(id)) return { status: 409, json: { detail: "Thread exists" } };
  threads.set(id, { thread_id: id, metadata: {}, status: "idle", ...stamps(), ...merge({}, body) });
  return ok(threads.get(id));
}

function create(path: string, body: JsonObject, { crons, quirks }: State): JsonObject {
  const [, thread] = /^\/threads\/([^/]+)\//.exec(path) ?? [];
  const id = randomUUID();
  const cron = {
    ...{ cron_id: id, thread_id: thread ?? null, end_time: null, enabled: true, timezone: null, metadata: {} },
    ...{ ...stamps(), ...columns(body), payload: body },
  };
  crons.set(id, { ...cron, next_run_date: nextRun(cron, quirks) });
  return crons.get(id) ?? {};
}

function patch(row: JsonObject, body: JsonObject, { quirks }: State): JsonObject {
  const taken = Object.fromEntries(Object.entries(body).filter(([key]) => !quirks.ignoresInPatch?.includes(key)));
  const merged = merge(row, { ...columns(taken), metadata: taken.metadata ?? {} });
  const payload = { ...(isJsonObject(row.payload) ? row.payload : {}), ...taken };
  const cron = { ...merged, payload, updated_at: new Date().toISOString() };
  return "schedule" in taken || "timezone" in taken ? { ...cron, next_run_date: nextRun(cron, quirks) } : cron;
}

const columnNames = ["assistant_id", "schedule", "timezone", "end_time", "enabled", "metadata", "on_run_completed"];

function columns(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => columnNames.includes(key)));
}

function merge(row: JsonObject, change: JsonObject): JsonObject {
  const before = isJsonObject(row.metadata) ? row.metadata : {};
  const after = { ...before, ...(isJsonObject(change.metadata) ? change.metadata : {}) };
  return {
    ...row,
    ...change,
    metadata: Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null)),
  };
}

function nextRun(cron: JsonObject, { nextRun: shift = (right) => right }: Quirks): string | null {
  const { schedule, timezone } = cron;
  const zone = typeof timezone === "string" ? timezone : null;
  const running = {
    schedule: String(schedule),
    timezone: zone,
    end_time: null,
    enabled: true,
    dialect: standardDialect,
  };
  const [right] = cronRuns(running, { from: Date.parse(String(cron.updated_at)), count: 1 }).runs;
  return right === undefined ? null : new Date(shift(right)).toISOString();
}

function stamps(): JsonObject {
  const now = new Date().toISOString();
  return { created_at: now, updated_at: now };
}

function hasMetadata(row: JsonObject, { ids, metadata }: JsonObject): boolean {
  const wanted = isJsonObject(metadata) ? Object.entries(metadata) : [];
  const own = isJsonObject(row.metadata) ? row.metadata : {};
  const isNamed = !Array.isArray(ids) || ids.some((id) => id === row.thread_id);
  return isNamed && wanted.every(([key, value]) => own[key] === value);
}

function ok(json: unknown): Answer {
  return { status: 200, json };
}
