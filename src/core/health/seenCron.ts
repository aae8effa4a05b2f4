import { sameJson } from "../base/sameJson";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { Cron } from "../server/cron";
import { nearSlot, slotAt } from "./slottedRuns";

/** A cron as it was read last, and what earlier reads have shown. Moments are epoch milliseconds. */
export interface SeenCron {
  readonly cron: Cron;
  /** It is on and unchanged at least since then. */
  readonly unchangedSince: number;
  /** So it is if all that looked like a start was one. */
  readonly steadySince: number;
  /** How often a change looked like a start. */
  readonly starts: number;
  /** The server has started it without counting that as a change, so that a change is always one. */
  readonly isQuiet: boolean;
}

/** Twice can hardly be chance: somebody would have changed the cron right after two of its times. */
const certainStarts = 2;

/**
 * Some servers count each start as a change (`updated_at`: 0.11.1 on PostgreSQL, Aegra 0.11.0). A change can be a start
 * if the cron was seen on before, is the same but for its dates, and was changed soon after the latest of its times that
 * the server is done with. Only a change between such a time and the server's look can be mistaken for one.
 */
export function seeCron(cron: Cron, before: SeenCron | undefined, dialect: ScheduleDialect): SeenCron {
  if (before?.cron === cron) return before;
  const changed = Date.parse(cron.updated_at);
  const atLeast = Math.max(Date.parse(cron.created_at), changed);
  const anew = { cron, unchangedSince: atLeast, steadySince: atLeast, starts: 0, isQuiet: before?.isQuiet ?? false };
  if (before === undefined) return anew;
  if (before.cron.updated_at === cron.updated_at) {
    const hasStarted = before.cron.next_run_date !== cron.next_run_date;
    return hasStarted ? { ...anew, isQuiet: true } : { ...before, cron };
  }
  if (before.isQuiet || !looksLikeStart(before.cron, cron, dialect)) return anew;
  const { steadySince } = before;
  const starts = before.starts + 1;
  return { ...anew, steadySince, starts, unchangedSince: starts < certainStarts ? atLeast : steadySince };
}

function looksLikeStart(before: Cron, cron: Cron, dialect: ScheduleDialect): boolean {
  const changed = Date.parse(cron.updated_at);
  const due = Date.parse(before.next_run_date ?? "");
  const done = slotAt(cron, dialect, Date.parse(cron.next_run_date ?? "") - 1);
  const isSoon = done !== undefined && done >= due && changed >= done && changed - done <= nearSlot;
  return isSoon && cron.enabled && sameJson(lasting(before), lasting(cron));
}

function lasting({ enabled, end_time, metadata, schedule, timezone }: Cron) {
  return { enabled, end_time, metadata, schedule, timezone };
}
