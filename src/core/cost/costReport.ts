import { duplicateCauses } from "../doctor/rules/duplicateCauses";
import type { JudgedCron } from "../known/readHealths";
import type { Cron } from "../server/cron";
import type { CostLimits } from "./costLimits";
import { costTexts } from "./costTexts";
import { type CostFigures, type CostOptions, cronCost, type Figure } from "./cronCost";
import type { CronUsage } from "./cronUsage";
import { type Standout, standoutsOf } from "./standouts";

export interface CostFacts extends CostOptions {
  readonly crons: readonly JudgedCron[];
  readonly limits: CostLimits;
  /** Undefined if its tokens were not measured. */
  usageOf(cron: Cron): CronUsage | undefined;
}

export interface CronCost extends CostFigures {
  readonly cron: Cron;
  /** The worst first. */
  readonly standouts: readonly Standout[];
}

export type CostTotals = Omit<CostFigures, "missing" | "tokensARun">;

export interface CostReport {
  /** The most expensive first: by money, then tokens, then runs, as far as they are known. */
  readonly crons: readonly CronCost[];
  readonly total: CostTotals;
}

const severities: readonly Standout["severity"][] = ["error", "warning", "info"];

/** What crons cost, and what stands out about them. Pure. */
export function costReport({ crons, usageOf, ...options }: CostFacts): CostReport {
  const duplicates = duplicatesOf(crons);
  const costs = crons.map((judged) => {
    const { cron } = judged;
    const usage = usageOf(cron);
    const figures = cronCost(judged, usage, options);
    const own = standoutsOf({ judged, usage, figures, options });
    const found = [...(duplicates.get(cron.cron_id) ?? []), ...own];
    const standouts = found.sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
    return { cron, ...figures, standouts };
  });
  return { crons: costs.sort(byCost), total: totalsOf(costs) };
}

function duplicatesOf(crons: readonly JudgedCron[]): ReadonlyMap<string | null, readonly Standout[]> {
  const found = new Map<string | null, readonly Standout[]>();
  for (const { code, cronId, evidence, severity, what } of duplicateCauses({ crons })) {
    if (code === "duplicate" || code === "twin") found.set(cronId, [{ code, severity, what, evidence }]);
  }
  return found;
}

function totalsOf(costs: readonly CronCost[]): CostTotals {
  const sum = (figureOf: (cost: CronCost) => Figure | undefined): Figure | undefined => {
    const known = costs.map(figureOf).filter((figure) => figure !== undefined);
    if (known.length === 0) return undefined;
    const isAll = known.length === costs.length;
    const args = isAll ? { of: costs.length } : { known: known.length, of: costs.length };
    const from = { text: isAll ? costTexts.sumOfAll : costTexts.sumOfKnown, args };
    return { value: known.reduce((all, { value }) => all + value, 0), from };
  };
  return {
    runsADay: sum((cost) => cost.runsADay),
    runsAMonth: sum((cost) => cost.runsAMonth),
    tokensAMonth: sum((cost) => cost.tokensAMonth),
    moneyAMonth: sum((cost) => cost.moneyAMonth),
  };
}

function byCost(one: CronCost, other: CronCost): number {
  for (const key of ["moneyAMonth", "tokensAMonth", "runsAMonth"] as const) {
    const difference = (other[key]?.value ?? -1) - (one[key]?.value ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
