import type { Run } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";

/** A run of the cron of `cronWith`, with what a test is about. */
export function runWith(given: Partial<Run>): Run {
  const created = given.created_at ?? "2026-11-30T09:00:01Z";
  return {
    run_id: `run of ${created}`,
    thread_id: "00000000-0000-4000-8000-0000000000aa",
    assistant_id: "fe096781-5601-53d2-b2f6-0d3403f7e9ca",
    created_at: created,
    updated_at: created,
    status: "success",
    attempt: 1,
    multitask_strategy: "enqueue",
    cron_id: cronWith({}).cron_id,
    isByHand: false,
    ...given,
  };
}
