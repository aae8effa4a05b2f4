import type { RawArguments } from "../../arguments/cronArguments";
import type { CheckOptions } from "../../checks/checkArguments";
import type { Finding } from "../../finding/finding";
import { type CronRuns, cronRuns, type RunningCron } from "../../schedule/cronRuns";
import { runsADay } from "../../schedule/runsADay";
import { type ScheduleDialect, standardDialect } from "../../schedule/scheduleDialect";
import type { SubmitDraft } from "./submitDraft";

/** One cron as shown in the question before a submit. */
export interface SendCron<Draft extends SubmitDraft> {
  readonly draft: Draft;
  /** Its next run, and whether more follow. */
  readonly runs: CronRuns;
  /** The average, see `runsADay`; undefined if it can't be known. */
  readonly runsADay: number | undefined;
  readonly warnings: readonly Finding[];
}

/** Everything the user should confirm before sending. */
export interface SendQuestion<Draft extends SubmitDraft> {
  readonly production: boolean;
  readonly crons: readonly SendCron<Draft>[];
}

/** Every quarter of an hour; more runs than this need confirmation, because each may call a model. */
const costlyRunsADay = 96;

export function sendCron<Draft extends SubmitDraft>(
  draft: Draft,
  findings: readonly Finding[],
  { dialect = standardDialect, now }: CheckOptions,
): SendCron<Draft> {
  const cron = runningCron(draft.arguments, dialect);
  return {
    draft,
    runs: cronRuns(cron, { from: now, count: 1 }),
    runsADay: runsADay(cron, now),
    warnings: findings.filter(({ severity }) => severity === "warning"),
  };
}

/** Whether the user has to be asked; a cron that is not enabled costs nothing yet. */
export function speaksAgainst<Draft extends SubmitDraft>({ crons, production }: SendQuestion<Draft>): boolean {
  return production || crons.length > 1 || crons.some((cron) => cron.warnings.length > 0 || isCostly(cron));
}

export function isCostly<Draft extends SubmitDraft>({ draft, runsADay: count = 0 }: SendCron<Draft>): boolean {
  return count > costlyRunsADay && draft.arguments.enabled !== false;
}

/** When a draft's cron would run; values of a wrong type count as unset. */
export function runningCron(
  { enabled, end_time, schedule, timezone }: RawArguments,
  dialect: ScheduleDialect,
): RunningCron {
  return {
    schedule: typeof schedule === "string" ? schedule : "",
    timezone: typeof timezone === "string" ? timezone : null,
    end_time: typeof end_time === "string" ? end_time : null,
    enabled: enabled !== false,
    dialect,
  };
}
