import type { RawArguments } from "../../arguments/cronArguments";
import type { Finding } from "../../finding/finding";
import { parseSchedule } from "../../schedule/parseSchedule";
import { shortestGapBelow } from "../../schedule/shortestGap";
import { specFinding } from "../specFinding";
import type { CheckOptions } from "./rule";

/**
 * Below this a run is to be expected to meet the one before. Nobody knows beforehand how long runs take; an agent that
 * calls its model a few times and waits for tools takes more than one minute now and then, so that what is left alone
 * is everything but runs every minute and closer.
 */
const overlapSeconds = 120;

/** One minute of the hour in five fields: runs are an hour apart at least, and there is no need to look closer. */
const onceAnHour = /^\s*\d+(?:\s+\S+){4}\s*$/;

/** What becomes of runs that come closer together than they take. Only on a thread: without one each run has its own. */
export function checkOverlap(spec: RawArguments, options: CheckOptions): readonly Finding[] {
  const { multitask_strategy: strategy } = spec;
  if (typeof spec.thread_id !== "string" || spec.enabled === false) return [];
  const seconds = secondsApart(spec, options);
  if (seconds === undefined) return [];
  const path = ["multitask_strategy"];
  switch (strategy) {
    case undefined:
      return [specFinding("spec.runs-pile-up", ["schedule"], { args: { seconds } })];
    case "enqueue":
      return [specFinding("spec.runs-pile-up", path, { args: { seconds } })];
    case "reject":
      return [specFinding("spec.reject-skips-runs", path, { args: { seconds } })];
    case "interrupt":
    case "rollback":
      return [specFinding("spec.runs-cut-short", path, { args: { seconds, strategy } })];
    default:
      return [];
  }
}

/** Undefined where runs are further apart than matters, or nobody can know. */
function secondsApart({ schedule }: RawArguments, { dialect }: CheckOptions): number | undefined {
  if (typeof schedule !== "string" || onceAnHour.test(schedule)) return undefined;
  const parsed = parseSchedule(schedule, dialect);
  return parsed.ok && !parsed.value.unpredictable ? shortestGapBelow(overlapSeconds, parsed.value) : undefined;
}
