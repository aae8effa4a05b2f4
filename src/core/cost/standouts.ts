import type { Message } from "../base/message";
import { at } from "../doctor/cause";
import { resultOf } from "../health/runEvidence";
import { runTook } from "../health/toldRun";
import type { JudgedCron } from "../known/readHealths";
import { comesToEnd } from "../schedule/lastRun";
import { runningSchedule } from "../schedule/runningSchedule";
import type { Run } from "../server/cron";
import { managedCron } from "../server/stored/managedCron";
import { specName } from "../server/stored/specName";
import type { CostLimits } from "./costLimits";
import { costTexts, type standoutWords } from "./costTexts";
import type { CostFigures, CostOptions } from "./cronCost";
import { type CronUsage, countedTokens } from "./cronUsage";
import { median } from "./median";

export type StandoutCode = keyof typeof standoutWords;

/** Something about a cron that may cost without need. warning: somebody should look. */
export interface Standout {
  /** Stable: scripts read it. */
  readonly code: StandoutCode;
  readonly severity: "error" | "warning" | "info";
  /** Sentences without a full stop. */
  readonly what: readonly Message[];
  readonly evidence: readonly Message[];
}

interface Examined {
  readonly judged: JudgedCron;
  readonly usage: CronUsage | undefined;
  readonly figures: CostFigures;
  readonly options: CostOptions & { readonly limits: CostLimits };
}

type Rule = (examined: Examined) => Standout | undefined;

/** The worst first. */
const rules: readonly Rule[] = [endless, neverSucceeded, overMoney, overTokens, dearer, longer, stale, expired, noEnd];

/** What stands out about one cron by itself; duplicates are found among all. Pure. */
export function standoutsOf(examined: Examined): readonly Standout[] {
  return rules.map((rule) => rule(examined)).filter((found) => found !== undefined);
}

/** Fewer prove nothing. */
const fewest = 3;
const timesDearer = 3;
const timesLonger = 10;
/** A run that is shorter is no trouble, however short others are. Milliseconds. */
const shortest = 60_000;
const staleAfter = 30 * 86_400_000;

function standout(
  code: StandoutCode,
  severity: Standout["severity"],
  what: Message,
  ...evidence: readonly Message[]
): Standout {
  return { code, severity, what: [what], evidence };
}

function endless({ judged }: Examined): Standout | undefined {
  return judged.health.kind === "endless" ? standout("endless", "error", { text: costTexts.endless }) : undefined;
}

function neverSucceeded({ judged, options }: Examined): Standout | undefined {
  const ended = decided(judged, options).filter(({ isSuccess }) => isSuccess !== undefined);
  if (ended.length < fewest || ended.some(({ isSuccess }) => isSuccess)) return undefined;
  const text = judged.runs?.isAll === true ? costTexts.neverSucceeded : costTexts.neverSucceededLately;
  return standout("neverSucceeded", "warning", { text, args: { count: ended.length } });
}

function overMoney({ figures: { moneyAMonth }, options: { limits } }: Examined): Standout | undefined {
  if (moneyAMonth === undefined || limits.money === undefined || moneyAMonth.value <= limits.money) return undefined;
  const args = { value: Math.round(moneyAMonth.value * 100) / 100, limit: limits.money };
  const evidence = { text: costTexts.overEvidence, args };
  return standout("overMoney", "warning", { text: costTexts.overMoney }, evidence, moneyAMonth.from);
}

function overTokens({ figures: { tokensAMonth }, options: { limits } }: Examined): Standout | undefined {
  if (tokensAMonth === undefined || limits.tokens === undefined || tokensAMonth.value <= limits.tokens)
    return undefined;
  const args = { value: Math.round(tokensAMonth.value), limit: limits.tokens };
  const evidence = { text: costTexts.overEvidence, args };
  return standout("overTokens", "warning", { text: costTexts.overTokens }, evidence, tokensAMonth.from);
}

/** The last three against all measured before. */
function dearer({ usage }: Examined): Standout | undefined {
  const totals = usage === undefined ? [] : countedTokens(usage);
  const [last, before] = [totals.slice(0, fewest), totals.slice(fewest)];
  const usual = before.length < fewest ? undefined : median(before);
  if (usual === undefined || usual === 0 || last.some((total) => total < timesDearer * usual)) return undefined;
  const args = { last: last[0] ?? 0, count: before.length, median: Math.round(usual) };
  const what = { text: costTexts.dearer, args: { count: fewest } };
  return standout("dearer", "warning", what, { text: costTexts.dearerEvidence, args });
}

/** The newest run, also one that has not ended, against those before. */
function longer({ judged, options }: Examined): Standout | undefined {
  const [newest, ...others] = ownRuns(judged);
  if (newest === undefined) return undefined;
  const isOn = newest.status === "running";
  const took = isOn ? options.now - Date.parse(newest.created_at) : runTook(newest);
  const before = others.map(runTook).filter((each) => each !== undefined);
  const usual = before.length < fewest ? undefined : median(before);
  if (took === undefined || usual === undefined) return undefined;
  if (!(took >= Math.max(shortest, timesLonger * usual))) return undefined;
  const args = { seconds: Math.round(took / 1000), count: before.length, median: Math.round(usual / 100) / 10 };
  const what = { text: isOn ? costTexts.longerStill : costTexts.longer };
  return standout("longer", "warning", what, { text: costTexts.longerEvidence, args });
}

function stale({ figures, judged, options }: Examined): Standout | undefined {
  const { cron, runs } = judged;
  // One that runs once a year has no success most of the time.
  if (runs === undefined || (figures.runsAMonth?.value ?? 0) === 0) return undefined;
  if (specName(cron) !== undefined || managedCron(cron.metadata) !== undefined) return undefined;
  const since = options.now - staleAfter;
  const what = { text: costTexts.stale };
  const own = decided(judged, options);
  const success = own.find(({ isSuccess }) => isSuccess);
  if (success !== undefined) {
    const ended = success.run.updated_at;
    if (!(Date.parse(ended) < since)) return undefined;
    return standout("stale", "warning", what, { text: costTexts.staleSince, args: { at: at(ended) } });
  }
  // How a run that goes on, or whose end nobody has seen, will end is not known.
  if (own.some(({ isUntold }) => isUntold)) return undefined;
  const back = runs.isAll ? cron.created_at : own.at(-1)?.run.created_at;
  if (back === undefined || !(Date.parse(back) < since)) return undefined;
  const args = { count: own.length, at: at(back) };
  return standout("stale", "warning", what, { text: costTexts.staleNone, args });
}

function expired({ judged: { health } }: Examined): Standout | undefined {
  if (health.kind !== "ended") return undefined;
  const evidence = { text: costTexts.expiredEvidence, args: { at: at(health.at) } };
  return standout("expired", "info", { text: costTexts.expired }, evidence);
}

function noEnd({ judged: { cron }, options }: Examined): Standout | undefined {
  const read =
    cron.enabled && cron.end_time === null ? runningSchedule({ ...cron, dialect: options.dialect }) : undefined;
  if (read === undefined || comesToEnd(read.schedule)) return undefined;
  return standout("noEnd", "info", { text: costTexts.noEnd });
}

interface DecidedRun {
  readonly run: Run;
  /** Undefined: neither, such as a run that somebody cancelled. */
  readonly isSuccess: boolean | undefined;
  readonly isUntold: boolean;
}

/** The runs of the cron, newest first. One that waits for a person has gone as it should. */
function decided(judged: JudgedCron, { dialect }: CostOptions): readonly DecidedRun[] {
  return ownRuns(judged).map((run) => {
    const result = resultOf(run, { dialect, runs: judged.runs, thread: judged.thread });
    const isSuccess = result === "succeeded" || result === "waits" ? true : result === "failed" ? false : undefined;
    return { run, isSuccess, isUntold: ["running", "queued", "unknown"].includes(result) };
  });
}

/** Of some servers' runs nobody knows who started them. */
function ownRuns({ runs }: JudgedCron): readonly Run[] {
  return (runs?.runs ?? []).filter(({ cron_id }) => cron_id !== undefined);
}
