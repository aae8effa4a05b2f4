import { decodeText } from "../../core/base/decodeText";
import type { JsonValue } from "../../core/base/json";
import { writtenMessage } from "../../core/base/message";
import { costReport } from "../../core/cost/costReport";
import type { CronUsage } from "../../core/cost/cronUsage";
import { measureCron, mostRuns, planMeasuring } from "../../core/cost/measureCrons";
import { type Price, readPrices } from "../../core/cost/prices";
import { readHealths } from "../../core/known/readHealths";
import type { Cron } from "../../core/server/cron";
import { type CliIo, exitCodes, reasonOf, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Command } from "../commandTable";
import { costJson } from "../cost/costJson";
import { costLines, costMarkdown } from "../cost/costTable";
import { isCalled, noCron } from "../health/askHealths";
import { plainWriting } from "../health/cronTexts";
import { printedJson, printedLine } from "../printed";
import { formatOf } from "../sharedOptions";
import { withServer } from "../withServer";

export const costCommand: Command<"cost"> = async ({ args: [wanted], values }, io) => {
  const format = formatOf(values);
  const runs = readRuns(values.runs);
  const prices = await readPriceFile(values.prices, io);
  return withServer(values, io, async (open) => {
    const now = () => io.clock.now();
    const isWanted = (cron: Cron) => wanted === undefined || isCalled(cron, wanted);
    const { crons, dialect, info, reading } = await readHealths({ ...open, isWanted, isThorough: true, now });
    const asked = crons.filter(({ cron }) => isWanted(cron));
    if (wanted !== undefined && asked.length === 0) {
      const all = crons.map(({ cron }) => cron);
      throw noCron(wanted, open.url, all);
    }
    const usages = new Map<string, CronUsage>();
    const told = (moment: number) => {
      const usageOf = ({ cron_id }: Cron) => usages.get(cron_id);
      const limits = { tokens: undefined, money: undefined };
      // Duplicates are found among all.
      const report = costReport({ crons, dialect, prices, now: moment, limits, usageOf });
      return { ...report, crons: report.crons.filter(({ cron }) => isWanted(cron)) };
    };
    const askedAt = now();
    if (runs > 0) {
      const plan = planMeasuring(told(askedAt).crons, { isAsked: wanted !== undefined, runs });
      if (plan.crons.length > 0) {
        const { crons: measured, left, requests } = plan;
        io.err(printedLine(cliText("measuring", { crons: measured.length, requests })));
        if (left > 0) io.err(printedLine(cliText("notMeasuring", { left })));
      }
      for (const cron of plan.crons) usages.set(cron.cron_id, await measureCron(reading, cron, { runs, now }));
    }
    const report = told(askedAt);
    if (format === "json") io.out(printedJson(costJson(report, { url: open.url, info, askedAt }), 2));
    else for (const line of format === "markdown" ? costMarkdown(report) : costLines(report)) io.out(line);
    return exitCodes.done;
  });
};

/** Throws `UsageError`. */
function readRuns(text: string | undefined): number {
  const runs = text === undefined ? mostRuns : Number(text);
  if (text !== "" && Number.isInteger(runs) && runs >= 0 && runs <= mostRuns) return runs;
  throw new UsageError(cliText("badRuns", { limit: mostRuns }));
}

/** Throws `UsageError`, also for a single wrong entry: the sum would be too low. */
async function readPriceFile(file: string | undefined, { readFile }: CliIo): Promise<readonly Price[]> {
  if (file === undefined) return [];
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new UsageError(cliText("unreadableFile", { file, reason: reasonOf(error) }));
  });
  const { prices, problems } = readPrices(parsed(decodeText(bytes).text, file));
  const [problem] = problems;
  if (problem === undefined) return prices;
  throw new UsageError(cliText("badPrices", { file, problem: writtenMessage(problem, plainWriting) }));
}

function parsed(text: string, file: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(cliText("badPrices", { file, problem }));
  }
}
