import { isUuid } from "../isUuid";
import type { Cron } from "../server/cron";
import { largestPage } from "../server/largestPage";
import { graphAssistantId } from "../spec/graphAssistantId";
import { metadataKeys } from "../spec/ownMetadata";
import { differences } from "../spec/planUpdate";
import { finishedMetadata } from "./cronHash";
import { patchFenced } from "./fencedWrites";
import { keptFirst } from "./findCrons";
import type { SubmitOutcome } from "./submission";
import type { SubmissionWork } from "./submissionWork";

/**
 * Crons without a name that are what the arguments ask for, the one to take over first: a script has made them, and a
 * submit would make one more that runs beside them.
 */
export async function findUnnamed(work: SubmissionWork): Promise<readonly Cron[]> {
  const { assistant_id, thread_id } = work.options.arguments;
  const query = {
    assistant_id: isUuid(assistant_id) ? assistant_id : graphAssistantId(assistant_id),
    ...(thread_id === null ? {} : { thread_id }),
    withPayload: true,
    limit: largestPage,
  };
  const found = new Map<string, Cron>();
  for (let offset = 0; ; offset += largestPage) {
    const before = found.size;
    const page = await work.insist(() => work.server.searchCrons({ ...query, offset }, work.call()));
    for (const cron of page) found.set(cron.cron_id, cron);
    if (page.length < largestPage || found.size === before) break;
  }
  return [...found.values()].filter((cron) => isUnnamed(cron) && isAsked(work, cron)).sort(keptFirst);
}

function isUnnamed({ metadata }: Cron): boolean {
  return metadata[metadataKeys.name] === undefined && metadata[metadataKeys.submission] === undefined;
}

function isAsked(work: SubmissionWork, cron: Cron): boolean {
  return cron.enabled === work.wantsEnabled && differences(work.options.arguments, cron).length === 0;
}

/** Gives the first of them the submission's name; it goes on as it is. */
export async function adoptUnnamed(work: SubmissionWork, [cron]: readonly Cron[]): Promise<SubmitOutcome> {
  if (cron === undefined) throw new Error("nothing to adopt");
  const metadata = { ...(await finishedMetadata(cron)), ...work.metadata(work.submission, "finished") };
  const named = await patchFenced(work, work.lease, cron, {
    body: { metadata },
    isDone: (now) => now.metadata[metadataKeys.name] === work.options.name,
  });
  return { kind: "updated", cron: named, changed: [], staysPaused: false, notTaken: [], took: "unnamed" };
}
