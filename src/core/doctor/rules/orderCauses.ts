import { slotAt } from "../../health/slottedRuns";
import { nextRuns } from "../../schedule/nextRuns";
import { parseSchedule } from "../../schedule/parseSchedule";
import { runningZone } from "../../schedule/runningZone";
import { findTimeZone } from "../../schedule/timeZone";
import { at, cause, remedy, said, shortId } from "../cause";
import type { Diagnosis } from "../diagnosis";
import type { ExaminedCron, ServerFacts } from "../doctorFacts";
import { doctorTexts } from "../doctorTexts";
import { type ScheduledRun, scheduledRuns } from "./scheduledRuns";

/**
 * Times of a schedule that are closer together can't be told apart by the runs: one that starts late looks like one of
 * the next time. In milliseconds.
 */
const leastGap = 5 * 60_000;

/** Starts that don't follow the schedule, although the server starts the cron. */
export function orderCauses(examined: ExaminedCron, { dialect }: ServerFacts): readonly Diagnosis[] {
  const started = scheduledRuns(examined, dialect);
  const isApart = started.every(({ slot }) => slot - (slotAt(examined.cron, dialect, slot - 1) ?? 0) >= leastGap);
  if (started.length < 2 || !isApart) return [];
  return [...twiceCause(examined, started), ...everySecondCause(examined, started, dialect)];
}

function twiceCause({ cron }: ExaminedCron, started: readonly ScheduledRun[]): readonly Diagnosis[] {
  const again = started.find(({ slot }, place) => started[place + 1]?.slot === slot);
  if (again === undefined) return [];
  const { slot } = again;
  const runs = started.filter((each) => each.slot === slot);
  const names = { kind: "names", names: runs.map(({ run }) => shortId(run.run_id)) } as const;
  return [
    cause("firedTwice", "error", cron, said(doctorTexts.firedTwice), {
      evidence: [
        said(doctorTexts.firedTwiceEvidence, { slot: at(slot, cron.timezone), count: runs.length, runs: names }),
      ],
      unknown: [said(doctorTexts.firedTwiceUnknown)],
      remedies: runs.slice(0, 1).map(({ run: { run_id, thread_id } }) => ({
        kind: "openRun",
        cronId: cron.cron_id,
        threadId: thread_id,
        runId: run_id,
      })),
    }),
  ];
}

/** So often in a row a time must have been left out. */
const leastSkipped = 3;

function everySecondCause(
  { cron, runs }: ExaminedCron,
  started: readonly ScheduledRun[],
  dialect: ServerFacts["dialect"],
): readonly Diagnosis[] {
  const parsed = parseSchedule(cron.schedule, dialect);
  const zone = runningZone(cron.timezone);
  const oldest = started.at(-1);
  const strategy = runs?.runs[0]?.multitask_strategy;
  if (!parsed.ok || parsed.value.unpredictable || findTimeZone(zone) === undefined || oldest === undefined) return [];
  // With `reject` that is what somebody wanted, and with `rollback` a later run deletes the one before.
  if (strategy !== "enqueue" && strategy !== "interrupt") return [];
  const slots = [...new Set(started.map(({ slot }) => slot))].sort((one, other) => one - other);
  const skipped: number[] = [];
  for (const [place, slot] of slots.slice(0, -1).entries()) {
    const [between = Number.NaN, then] = nextRuns(parsed.value, { zone, from: slot, count: 2 });
    if (then === slots[place + 1]) skipped.push(between);
    else skipped.length = 0;
  }
  if (skipped.length < leastSkipped) return [];
  const moments = (all: readonly number[]) => {
    const messages = all.slice(-leastSkipped).map((slot) => said("{slot}", { slot: at(slot, cron.timezone) }));
    return { kind: "messages", messages } as const;
  };
  return [
    cause("everySecond", "error", cron, said(doctorTexts.everySecond), {
      evidence: [said(doctorTexts.everySecondEvidence, { skipped: moments(skipped), started: moments(slots) })],
      remedies: [remedy("edit", cron)],
    }),
  ];
}
