import type { RawArguments } from "../../arguments/cronArguments";
import type { Finding } from "../../finding/finding";
import { parseSchedule } from "../../schedule/parseSchedule";
import { standardDialect } from "../../schedule/scheduleDialect";
import { shortestGapBelow } from "../../schedule/shortestGap";
import { specFinding } from "../specFinding";
import type { CheckOptions } from "./rule";

/**
 * Below this gap a run is likely to overlap the previous one. Nobody knows in advance how long runs take, but an agent
 * that calls its model a few times and waits for tools sometimes takes over a minute; so only runs a minute apart or
 * closer are reported.
 */
const overlapSeconds = 120;

/** One minute of the hour in five fields: runs are at least an hour apart, so no closer look is needed. */
const onceAnHour = /^\s*\d+(?:\s+\S+){4}\s*$/;

/** Reports runs closer together than they take, but only on a thread: without one, each run has its own. */
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

/** Undefined if runs are far enough apart, or this can't be known. */
function secondsApart({ schedule }: RawArguments, { dialect = standardDialect }: CheckOptions): number | undefined {
  if (typeof schedule !== "string" || onceAnHour.test(schedule)) return undefined;
  const parsed = parseSchedule(schedule, dialect);
  return parsed.ok && !parsed.value.unpredictable ? shortestGapBelow(overlapSeconds, parsed.value) : undefined;
}
