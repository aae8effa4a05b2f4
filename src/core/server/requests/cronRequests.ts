import { isJsonObject, type JsonObject } from "../../base/json";
import type { CallOptions, CronQuery } from "../agentServer";
import type { Cron } from "../cron";
import { ServerFailure } from "../problems/serverProblem";
import { cronColumns } from "./columns";
import { cronPages } from "./cronPages";
import { readCron } from "./readAnswers";
import type { Reader } from "./readShape";
import { idSegment } from "./requestUrl";
import type { ServerCalls } from "./serverCalls";

/** So crons created during paging come last, and a submission's oldest copy comes first. */
const oldestFirst = { sort_by: "created_at", sort_order: "asc" } as const;
const soonestFirst = { sort_by: "next_run_date", sort_order: "asc", enabled: true } as const;

export function searchCrons(
  calls: ServerCalls,
  { withPayload = false, dueFirst = false, limit, offset, ...filter }: CronQuery,
  options: CallOptions | undefined,
): Promise<readonly Cron[]> {
  return calls.search(
    {
      path: "/runs/crons/search",
      body: { ...filter, ...(dueFirst ? soonestFirst : oldestFirst) },
      limit,
      offset,
      columns: withPayload ? undefined : cronColumns,
      read: withPayload ? readCron : readListedCron,
    },
    options,
  );
}

/** Reads page by page (1,000 each), without payloads. */
export async function allCrons(calls: ServerCalls, options: CallOptions | undefined): Promise<readonly Cron[]> {
  const found = new Map<string, Cron>();
  for await (const { crons } of pagesOf(calls, {}, options)) for (const cron of crons) found.set(cron.cron_id, cron);
  return [...found.values()];
}

function pagesOf(calls: ServerCalls, query: Pick<CronQuery, "withPayload">, options: CallOptions | undefined) {
  return cronPages({ searchCrons: (each, call) => searchCrons(calls, each, call) }, query, options);
}

export async function getCron(calls: ServerCalls, cronId: string, options: CallOptions | undefined): Promise<Cron> {
  const request = {
    method: "GET",
    path: `/runs/crons/${idSegment(cronId, "GET", "cron_id")}`,
    repeatable: true,
  } as const;
  if (!calls.lacks.has("cronById")) {
    try {
      return await calls.ask(request, readCron, options);
    } catch (error) {
      // The path also exists on older servers, but has no GET there.
      const lacks = error instanceof ServerFailure && error.problem.kind === "rejected" && error.problem.status === 405;
      if (!lacks) throw error;
      calls.lacks.add("cronById");
    }
  }
  for await (const { crons } of pagesOf(calls, { withPayload: true }, options)) {
    const found = crons.find(({ cron_id }) => cron_id === cronId);
    if (found !== undefined) return found;
  }
  throw new ServerFailure({ kind: "notFound", detail: `Cron '${cronId}' not found` }, request);
}

/** This PATCH never removes metadata that it does not name, even on a server that would. */
export async function patchCron(
  calls: ServerCalls,
  cronId: string,
  change: JsonObject,
  options: CallOptions | undefined,
): Promise<Cron> {
  const path = `/runs/crons/${idSegment(cronId, "PATCH", "cron_id")}`;
  const body = await withAllMetadata(calls, cronId, change, options);
  return calls.ask({ method: "PATCH", path, body, repeatable: true }, readCron, options);
}

async function withAllMetadata(
  calls: ServerCalls,
  cronId: string,
  change: JsonObject,
  options: CallOptions | undefined,
): Promise<JsonObject> {
  if (!isJsonObject(change.metadata) || !calls.lacks.has("metadataMerge")) return change;
  const { metadata } = await getCron(calls, cronId, options);
  return { ...change, metadata: { ...metadata, ...change.metadata } };
}

/** Drops a payload that some servers return unasked, to save memory. */
const readListedCron: Reader<Cron> = (value, place) => {
  const { payload: _payload, ...listed } = readCron(value, place);
  return listed;
};
