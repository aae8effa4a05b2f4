import { isUuid } from "../../core/base/isUuid";
import { shortText } from "../../core/base/shortText";
import { errorText } from "../../core/health/errorText";
import type { ToldRun } from "../../core/health/toldRun";
import { deletesRuns } from "../../core/known/keptRuns";
import { readToldRuns } from "../../core/known/readToldRuns";
import { openReading } from "../../core/known/serverReading";
import type { Cron } from "../../core/server/cron";
import { type CliIo, exitCodes, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import { columnLines } from "../columnLines";
import type { Command } from "../commandTable";
import { isCalled, noCron } from "../health/askHealths";
import { cronName, cronTitle } from "../health/cronTexts";
import { momentOrNull, momentText } from "../momentText";
import { printedJson, printedLine } from "../printed";
import { readCount } from "../readCount";
import { type OpenServer, withServer } from "../withServer";

const mostRuns = 1_000;

export const runsCommand: Command<"runs"> = async ({ args: [wanted = ""], values }, io) => {
  const count = values.count === undefined ? 10 : readCount(Number(values.count), mostRuns);
  return withServer(values, io, async (open) => {
    const cron = await findCron(open, wanted);
    const reading = await openReading({ ...open, now: () => io.clock.now() });
    const told = deletesRuns(cron)
      ? { runs: [], isAll: false }
      : await readToldRuns(reading, cron, count, () => io.clock.now());
    const runs = told.runs.slice(0, count);
    const isAll = told.isAll && runs.length === told.runs.length;
    if (values.json === true) io.out(printedJson(toJson(cron, runs, isAll), 2));
    else print(cron, runs, isAll, io);
    return exitCodes.done;
  });
};

/** By its id or name. Throws `UsageError` if there is none, or several have the name. */
async function findCron({ server, url }: OpenServer, word: string): Promise<Cron> {
  const all = await server.allCrons();
  const found = all.filter((cron) => isCalled(cron, word));
  const byId = isUuid(word) ? found.find(({ cron_id }) => cron_id === word) : undefined;
  const [first, ...others] = byId === undefined ? found : [byId];
  if (first === undefined) throw noCron(word, url, all);
  if (others.length === 0) return first;
  const ids = found.map(({ cron_id }) => cron_id).join(", ");
  throw new UsageError(cliText("severalCrons", { cron: word, url, count: found.length, ids }));
}

const head = ["STARTED", "FOR", "RESULT", "TOOK", "RUN", "ERROR"];

function print(cron: Cron, runs: readonly ToldRun[], isAll: boolean, { err, out }: CliIo): void {
  const note = noteOf(cron, runs, isAll);
  for (const line of runs.length === 0 ? [] : columnLines([head, ...runs.map(rowOf)])) out(line);
  if (note !== undefined) err(printedLine(cliText(note, { cron: cronTitle(cron) })));
}

function noteOf(cron: Cron, runs: readonly ToldRun[], isAll: boolean) {
  if (deletesRuns(cron)) return "deletedRuns";
  if (runs.length === 0) return "noRuns";
  return isAll ? undefined : "olderRuns";
}

function rowOf({ error, isLate, lateBy, result, run, slot, took }: ToldRun): readonly string[] {
  const late = isLate && lateBy !== null ? ` (${secondsText(lateBy)} late)` : "";
  return [
    momentOf(run.created_at),
    slot === null ? (run.isByHand ? "by hand" : "-") : `${momentText(slot)}${late}`,
    result,
    took === undefined ? "-" : secondsText(took),
    run.run_id,
    error === undefined ? "" : shortText(errorText(error)),
  ];
}

/** As the server wrote it, if it is not a date. */
function momentOf(date: string): string {
  const moment = Date.parse(date);
  return Number.isNaN(moment) ? shortText(date, 40) : momentText(moment);
}

function secondsText(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(milliseconds < 10_000 ? 1 : 0)}s`;
}

function toJson(cron: Cron, runs: readonly ToldRun[], isAll: boolean) {
  return {
    cron_id: cron.cron_id,
    name: cronName(cron) ?? null,
    deletes_runs: deletesRuns(cron),
    complete: isAll,
    runs: runs.map(({ error, lateBy, result, run, slot, took }) => ({
      run_id: run.run_id,
      thread_id: run.thread_id,
      result,
      status: run.status,
      by_hand: run.isByHand,
      created_at: run.created_at,
      updated_at: run.updated_at,
      slot: momentOrNull(slot),
      late_seconds: lateBy === null ? null : lateBy / 1_000,
      took_seconds: took === undefined ? null : took / 1_000,
      error: error === undefined ? null : { ...error },
    })),
  };
}
