import type { JsonValue } from "../base/json";
import { runTook } from "../health/toldRun";
import { deletesRuns } from "../known/keptRuns";
import { readCronRuns } from "../known/readCronRuns";
import type { ServerReading } from "../known/serverReading";
import type { CallOptions } from "../server/agentServer";
import type { Cron, Run } from "../server/cron";
import { ServerFailure } from "../server/problems/serverProblem";
import { messagesOf, ownMessages, usageByModel } from "../server/stored/messages";
import type { CronCost } from "./costReport";
import type { CronUsage, MeasuredRun } from "./cronUsage";

/** Its newest runs that have ended are enough for a median. */
export const mostRuns = 10;
/** A round of measuring sends no more requests, however many crons there are. */
const mostRequests = 500;
const requestsAtOnce = 4;

/** What a round of measuring will do. */
export interface MeasurePlan {
  readonly crons: readonly Cron[];
  /** At most. */
  readonly requests: number;
  /** So many more crons can be measured, in another round. */
  readonly left: number;
}

/**
 * The crons whose tokens can be measured, in their order, as far as a round's requests suffice; `isAsked`: also those that
 * have no run in the coming month.
 */
export function planMeasuring(
  costs: readonly Pick<CronCost, "cron" | "runsAMonth">[],
  { isAsked, runs = mostRuns }: { readonly isAsked: boolean; readonly runs?: number },
): MeasurePlan {
  const possible = costs
    .filter(({ cron, runsAMonth }) => !deletesRuns(cron) && (isAsked || runsAMonth?.value !== 0))
    .map(({ cron }) => cron);
  const planned: Cron[] = [];
  let requests = 0;
  for (const cron of possible) {
    const needed = requestsFor(cron, runs);
    if (planned.length > 0 && requests + needed > mostRequests) break;
    planned.push(cron);
    requests += needed;
  }
  return { crons: planned, requests, left: possible.length - planned.length };
}

/** One for each run; before that, see `readCronRuns`: three pages and the thread, or a search and two for ten threads. */
function requestsFor(cron: Cron, runs: number): number {
  return runs + (cron.thread_id === null ? 21 : 4);
}

type Reading = Pick<
  ServerReading,
  "asOf" | "connection" | "info" | "keptRuns" | "knownRuns" | "runs" | "server" | "threads"
>;

interface MeasureOptions extends CallOptions {
  readonly runs?: number;
  readonly now: () => number;
}

/** Reads the tokens of a cron's newest runs that have ended. Throws `ServerFailure`, or what its signal was aborted with. */
export async function measureCron(
  reading: Reading,
  cron: Cron,
  { now, runs = mostRuns, signal }: MeasureOptions,
): Promise<CronUsage> {
  signal?.throwIfAborted();
  await readCronRuns(reading.server, reading, cron, false, now());
  const known = reading.knownRuns(cron);
  const ended = (known?.runs ?? []).filter((run) => runTook(run) !== undefined);
  const newest = ended.slice(0, runs);
  const measured: MeasuredRun[] = [];
  for (let at = 0; at < newest.length; at += requestsAtOnce) {
    signal?.throwIfAborted();
    const some = newest.slice(at, at + requestsAtOnce);
    measured.push(...(await Promise.all(some.map((run) => measureRun(reading, run, signal ? { signal } : {})))));
  }
  return { source: "kept", runs: measured, isAll: known?.isAll === true && newest.length === ended.length };
}

async function measureRun(reading: Reading, run: Run, options: CallOptions): Promise<MeasuredRun> {
  const values = await valuesOf(reading, run, options).catch(noneIfRefused);
  const usage = usageByModel(ownMessages(messagesOf(values)));
  const total = usage.length === 0 ? null : usage.reduce((sum, each) => sum + each.total, 0);
  return { runId: run.run_id, total, usage };
}

/** What the run left. Aegra keeps it with the run, and finds a run's state only by looking through all. */
async function valuesOf(
  { info, server }: Reading,
  { run_id, thread_id }: Run,
  options: CallOptions,
): Promise<JsonValue | undefined> {
  if (info.product !== "aegra") return (await server.runState(thread_id, run_id, options))?.values;
  const { result } = await server.getRun(thread_id, run_id, options);
  return result?.kind === "values" ? result.values : undefined;
}

/** A state can be too large, or gone meanwhile: this run is not measured, the others are. */
function noneIfRefused(failure: unknown): undefined {
  const isOfRun =
    failure instanceof ServerFailure &&
    ["notFound", "rejected", "serverError", "tooLarge"].includes(failure.problem.kind);
  if (!isOfRun) throw failure;
}
