import type { Message } from "../base/message";
import { deletesRuns } from "../known/keptRuns";
import type { JudgedCron } from "../known/readHealths";
import { runsAMonth, runsInADay } from "../schedule/runsAMonth";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { Cron } from "../server/cron";
import { costTexts } from "./costTexts";
import { type CronUsage, countedTokens, type MeasuredRun, type UsageMedian, usageMedian } from "./cronUsage";
import { moneyOf, type Price, priceOf } from "./prices";

/** A number that somebody sees, and what it was counted or measured from. No other numbers are shown. */
export interface Figure {
  readonly value: number;
  /** A sentence without a full stop. */
  readonly from: Message;
}

/** A median of measured runs. */
export type Median = Figure & UsageMedian;

/** What a cron costs. A figure that can't be known is undefined. */
export interface CostFigures {
  /** In the 24 hours from now. */
  readonly runsADay: Figure | undefined;
  /** A month is the 30 days from now. */
  readonly runsAMonth: Figure | undefined;
  readonly tokensARun: Median | undefined;
  readonly tokensAMonth: Figure | undefined;
  /** In the currency of the person's prices. */
  readonly moneyAMonth: Figure | undefined;
  /** Why figures are undefined: sentences without a full stop. */
  readonly missing: readonly Message[];
}

export interface CostOptions {
  readonly dialect: ScheduleDialect;
  readonly prices: readonly Price[];
  /** Epoch milliseconds. */
  readonly now: number;
}

type Priced = Pick<JudgedCron, "cron" | "health">;

/** Pure. `usage`: undefined if its tokens were not measured. */
export function cronCost({ cron, health }: Priced, usage: CronUsage | undefined, options: CostOptions): CostFigures {
  const isEndless = health.kind === "endless";
  const runs = isEndless ? undefined : countedRuns(cron, options);
  const noRuns: Message = { text: isEndless ? costTexts.runsEndless : costTexts.runsRandom };
  const tokens = tokensARun(usage);
  const money = moneyARun(usage, options.prices);
  return {
    runsADay: runs?.day,
    runsAMonth: runs?.month,
    tokensARun: tokens,
    tokensAMonth: product(runs?.month, tokens, costTexts.tokensProduct),
    moneyAMonth: product(runs?.month, isFigure(money) ? money : undefined, costTexts.moneyProduct),
    missing: [
      ...(runs === undefined ? [noRuns] : []),
      ...(tokens === undefined ? [notMeasured(cron, usage)] : []),
      ...(tokens === undefined || money === undefined || isFigure(money) ? [] : [money]),
    ],
  };
}

function countedRuns(cron: Cron, { dialect, now }: CostOptions) {
  const running = { ...cron, dialect, nextRunDate: cron.next_run_date };
  const [day, month] = [runsInADay(running, now), runsAMonth(running, now)];
  if (day === undefined || month === undefined) return undefined;
  const from = (text: string): Message => ({ text: cron.enabled ? text : costTexts.pausedCounted });
  return {
    day: { value: day, from: from(costTexts.dayCounted) },
    month: { value: month, from: from(costTexts.monthCounted) },
  };
}

function tokensARun(usage: CronUsage | undefined): Median | undefined {
  return usage && medianOf(countedTokens(usage), usage);
}

function medianOf(values: readonly number[], usage: CronUsage): Median | undefined {
  const found = usageMedian(values, usage);
  return found && { ...found, from: sourceOf(usage, found.measured) };
}

function sourceOf({ isAll, runs, source }: CronUsage, measured: number): Message {
  const args = { measured, of: runs.length };
  if (source === "seen") return { text: costTexts.seenMedian, args };
  return { text: isAll ? costTexts.keptMedian : costTexts.keptMedianOfLast, args };
}

/** Only if all models of all measured runs have a price: otherwise why there is none. Undefined without any prices. */
function moneyARun(usage: CronUsage | undefined, prices: readonly Price[]): Figure | Message | undefined {
  if (prices.length === 0) return undefined;
  const measured = (usage?.runs ?? []).filter(({ total }) => total !== null);
  if (measured.some((run) => run.usage.length === 0)) return { text: costTexts.noParts };
  const money = measured.map((run) => moneyOf(run.usage, prices));
  const known = money.filter((each) => each !== undefined);
  const isAll = known.length === money.length;
  return (isAll && usage && medianOf(known, usage)) || unpriced(measured, prices);
}

function isFigure(money: Figure | Message | undefined): money is Figure {
  return money !== undefined && "value" in money;
}

function unpriced(runs: readonly MeasuredRun[], prices: readonly Price[]): Message {
  const models = new Set(runs.flatMap(({ usage }) => usage.map(({ model }) => model)));
  const unknown = [...models].filter((model) => model !== undefined && priceOf(prices, model) === undefined);
  const names = unknown.filter((model) => model !== undefined);
  if (names.length === 0) return { text: costTexts.noModel };
  return { text: costTexts.noPriceFor, args: { models: { kind: "names", names } } };
}

function product(runs: Figure | undefined, each: Figure | undefined, text: string): Figure | undefined {
  if (runs === undefined || each === undefined) return undefined;
  return {
    value: runs.value * each.value,
    from: { text, args: { source: { kind: "messages", messages: [each.from] } } },
  };
}

function notMeasured(cron: Cron, usage: CronUsage | undefined): Message {
  if (usage === undefined) return { text: deletesRuns(cron) ? costTexts.runsDeleted : costTexts.notMeasured };
  if (usage.runs.length > 0) return { text: costTexts.noneCounted, args: { of: usage.runs.length } };
  return { text: deletesRuns(cron) ? costTexts.runsDeleted : costTexts.noneKept };
}
