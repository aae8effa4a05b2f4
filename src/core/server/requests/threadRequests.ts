import { type CallOptions, fewThreads, type Page, type ThreadQuery } from "../agentServer";
import type { Thread } from "../cron";
import { ServerFailure } from "../problems/serverProblem";
import { lacksRoute } from "../serverLacks";
import { threadColumns } from "./columns";
import { readPages } from "./readPages";
import { readCount } from "./readShape";
import { readThread } from "./readThread";
import { idSegment } from "./requestUrl";
import { type ServerCalls, searchRequest } from "./serverCalls";

export async function searchThreads(
  calls: ServerCalls,
  { ids, limit, offset, metadata, status, sortBy, withError = false }: ThreadQuery,
  options: CallOptions | undefined,
): Promise<readonly Thread[]> {
  const filter = { metadata, status, ...(sortBy === undefined ? {} : { sort_by: sortBy, sort_order: "desc" }) };
  const columns = withError ? undefined : threadColumns;
  const search = { path: "/threads/search", limit, offset, columns, read: readThread };
  if (ids === undefined) return calls.search({ ...search, body: filter }, options);
  if (!calls.lacks.has("threadsById")) {
    const found = await calls.search({ ...search, body: { ...filter, ids } }, options);
    // Aegra 0.11.0 ignores `ids` and returns its newest threads.
    if (found.every(({ thread_id }) => ids.includes(thread_id))) return found;
    calls.lacks.add("threadsById");
  }
  const wanted = ids.slice(offset, offset + limit);
  return wanted.length <= fewThreads ? oneByOne(calls, wanted, options) : among(calls, new Set(wanted), options);
}

/** Null if the server can't count them. */
export async function countThreads(calls: ServerCalls, options: CallOptions | undefined): Promise<number | null> {
  if (calls.lacks.has("countThreads")) return null;
  try {
    return await calls.ask(searchRequest("/threads/count", {}), readCount, options);
  } catch (error) {
    if (!lacksRoute(error)) throw error;
    calls.lacks.add("countThreads");
    return null;
  }
}

export function getThread(calls: ServerCalls, threadId: string, options: CallOptions | undefined): Promise<Thread> {
  const path = `/threads/${idSegment(threadId, "GET", "thread_id")}`;
  return calls.ask({ method: "GET", path, repeatable: true }, readThread, options);
}

async function oneByOne(
  calls: ServerCalls,
  ids: readonly string[],
  options: CallOptions | undefined,
): Promise<readonly Thread[]> {
  const found = await Promise.all(ids.map((id) => getThread(calls, id, options).catch(nullWhereGone)));
  return found.filter((thread) => thread !== null);
}

function nullWhereGone(error: unknown): null {
  if (error instanceof ServerFailure && error.problem.kind === "notFound") return null;
  throw error;
}

async function among(
  calls: ServerCalls,
  ids: ReadonlySet<string>,
  options: CallOptions | undefined,
): Promise<readonly Thread[]> {
  const found = new Map<string, Thread>();
  const ask = (page: Page) => searchThreads(calls, page, options);
  for await (const { rows } of readPages(ask, { idOf: ({ thread_id }) => thread_id })) {
    for (const thread of rows) if (ids.has(thread.thread_id)) found.set(thread.thread_id, thread);
    if (found.size === ids.size) break;
  }
  return [...found.values()];
}
