import type { CronQuery, Page, ThreadQuery } from "../../../src/core/server/agentServer";
import type { Cron, Thread } from "../../../src/core/server/cron";

/** As the server lists them: without payloads, unless they are asked for. */
export function findCrons(crons: readonly Cron[], query: CronQuery, ignoresOffset: boolean): readonly Cron[] {
  const { assistant_id, limit, metadata = {}, offset, thread_id, withPayload } = query;
  const found = crons
    .filter((cron) => assistant_id === undefined || cron.assistant_id === assistant_id)
    .filter((cron) => thread_id === undefined || cron.thread_id === thread_id)
    .filter((cron) => hasAll(cron.metadata, metadata));
  return pageOf(found, { offset, limit }, ignoresOffset).map(({ payload, ...listed }) =>
    withPayload === true ? { ...listed, payload: payload ?? {} } : listed,
  );
}

export function findThreads(threads: readonly Thread[], query: ThreadQuery, ignoresOffset: boolean): readonly Thread[] {
  const { ids, limit, metadata = {}, offset, sortBy, status, withError } = query;
  const wanted = ids === undefined ? undefined : new Set(ids);
  const found = threads
    .filter(({ thread_id }) => wanted?.has(thread_id) !== false)
    .filter((thread) => hasAll(thread.metadata, metadata))
    .filter((thread) => status === undefined || thread.status === status);
  const sorted = sortBy === undefined ? found : found.toSorted((one, other) => (one[sortBy] > other[sortBy] ? -1 : 1));
  return pageOf(sorted, { offset, limit }, ignoresOffset).map((thread) =>
    withError === true ? thread : { ...thread, error: undefined },
  );
}

/** `ignoresOffset`: as some gateways do, each page is the first one. */
export function pageOf<Row>(rows: readonly Row[], { limit, offset }: Page, ignoresOffset: boolean): readonly Row[] {
  const from = ignoresOffset ? 0 : offset;
  return rows.slice(from, from + limit);
}

function hasAll(metadata: Cron["metadata"], wanted: Cron["metadata"]): boolean {
  return Object.entries(wanted).every(([key, value]) => metadata[key] === value);
}
