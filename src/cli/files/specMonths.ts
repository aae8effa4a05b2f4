import { runningCron } from "../../core/lifecycle/prepare/sendQuestion";
import type { SpecDraft } from "../../core/plan/specDrafts";
import { runsAMonth } from "../../core/schedule/runsAMonth";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";

/** How often a spec's cron runs in the 30 days from now; null if that can't be known. */
export interface SpecMonth {
  readonly draft: SpecDraft;
  readonly runs: number | null;
}

/** `now`: epoch milliseconds. */
export function specMonths(drafts: readonly SpecDraft[], dialect: ScheduleDialect, now: number): readonly SpecMonth[] {
  return drafts.map((draft) => ({ draft, runs: runsAMonth(runningCron(draft.arguments, dialect), now) ?? null }));
}
