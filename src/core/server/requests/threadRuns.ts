import type { CallOptions, RunQuery } from "../agentServer";
import type { Run } from "../cron";
import { readRun } from "./readRun";
import { readList } from "./readShape";
import { idSegment } from "./requestUrl";
import type { ServerCalls } from "./serverCalls";

/** All threads share what is known of the size of a page. */
const pagesOfRuns = "/threads/*/runs";

export function threadRuns(
  calls: ServerCalls,
  threadId: string,
  { limit, offset, status }: RunQuery,
  options: CallOptions | undefined,
): Promise<readonly Run[]> {
  const path = `/threads/${idSegment(threadId, "GET", "thread_id")}/runs`;
  return calls.inPages(pagesOfRuns, { limit, offset }, (page) => {
    const query = [
      ["limit", String(page.limit)],
      ["offset", String(page.offset)],
      ...(status === undefined ? [] : [["status", status] as const]),
    ] as const;
    return calls.ask({ method: "GET", path, query, repeatable: true }, readList(readRun), options);
  });
}
