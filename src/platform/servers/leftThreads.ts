import { sameJson } from "../../core/base/sameJson";
import { nearSlot, slotAt } from "../../core/health/slottedRuns";
import { keepsThreads } from "../../core/known/keptRuns";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import type { Cron, Thread } from "../../core/server/cron";
import { specName } from "../../core/server/stored/specName";

/** A foreign cron that runs more often leaves no sign: threads of people are as near to its times as its own. */
const rareEnough = 10 * nearSlot;

/** The server adds these to the metadata that a run's thread takes from its cron. */
const addedKeys = ["graph_id", "assistant_id"];

/**
 * Whether a thread was left by a run of one of these crons, and is no conversation: it has the cron's name; or, of a
 * foreign cron, exactly the cron's metadata, and was created right after one of its times.
 */
export function leftThreads(crons: readonly Cron[], dialect: ScheduleDialect): (thread: Thread) => boolean {
  const own = crons.filter(({ thread_id }) => thread_id === null);
  const names = new Set(own.map(specName).filter((name) => name !== undefined));
  const foreign = own.filter(keepsThreads).filter((cron) => specName(cron) === undefined);
  return (thread) => {
    const name = specName(thread);
    if (name !== undefined) return names.has(name);
    return foreign.some((cron) => hasLeft(cron, thread, dialect));
  };
}

function hasLeft(cron: Cron, { created_at, metadata }: Thread, dialect: ScheduleDialect): boolean {
  if (metadata.assistant_id !== cron.assistant_id) return false;
  const own = Object.fromEntries(Object.entries(metadata).filter(([key]) => !addedKeys.includes(key)));
  if (!sameJson(own, cron.metadata)) return false;
  const created = Date.parse(created_at);
  const slot = slotAt(cron, dialect, created);
  if (slot === undefined || created - slot > nearSlot) return false;
  const before = slotAt(cron, dialect, slot - 1);
  return before === undefined || slot - before >= rareEnough;
}
