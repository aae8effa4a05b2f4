import { codeSpan } from "../../core/base/codeSpan";
import { type Message, withDot, writtenMessage, writtenSentences } from "../../core/base/message";
import { shortText } from "../../core/base/shortText";
import type { CostReport, CostTotals, CronCost } from "../../core/cost/costReport";
import { costTexts } from "../../core/cost/costTexts";
import type { Figure, Median } from "../../core/cost/cronCost";
import { cliText } from "../cliTexts";
import { columnLines } from "../columnLines";
import { cronTitle, plainWriting } from "../health/cronTexts";
import { tableLines } from "../markdown";
import { printedLine } from "../printed";

const mostOfName = 40;

/** A table for terminals, and below it what stands out and what is not known. */
export function costLines(report: CostReport): readonly string[] {
  const rows = report.crons.map((cost) => rowOf(shortText(cronTitle(cost.cron), mostOfName), cost));
  return [
    ...columnLines([headOf(report), ...rows, totalRow(report)]),
    ...report.crons.flatMap(standoutLines).map(printedLine),
    ...noteLines(report).map(printedLine),
  ];
}

/** The same as Markdown. */
export function costMarkdown(report: CostReport): readonly string[] {
  const rows = report.crons.map((cost) => rowOf(codeSpan(cronTitle(cost.cron), 200), cost));
  return [
    ...tableLines(headOf(report), [...rows, totalRow(report)]),
    "",
    ...report.crons.flatMap(standoutLines).map((line) => `- ${printedLine(line)}`),
    ...noteLines(report).map((line) => `- ${printedLine(line)}`),
  ];
}

function headOf({ total }: CostReport): readonly string[] {
  const money = total.moneyAMonth === undefined ? [] : ["MONEY/30D"];
  return ["CRON", "RUNS/24H", "RUNS/30D", "TOKENS/RUN", "TOKENS/30D", ...money];
}

function rowOf(name: string, cost: CronCost): readonly string[] {
  return [name, ...cells(cost, medianText(cost.tokensARun))];
}

function totalRow({ crons, total }: CostReport): readonly string[] {
  return [cliText("costTotal", { count: crons.length }), ...cells(total, "")];
}

function cells({ moneyAMonth, runsADay, runsAMonth, tokensAMonth }: CostTotals, each: string): readonly string[] {
  const money = moneyAMonth === undefined ? [] : [moneyAMonth.value.toFixed(2)];
  return [...[runsADay, runsAMonth].map(countText), each, countText(tokensAMonth), ...money];
}

function countText(figure: Figure | undefined): string {
  return figure === undefined ? "-" : String(Math.round(figure.value));
}

function medianText(figure: Median | undefined): string {
  return figure === undefined ? "-" : `${Math.round(figure.value)} (${figure.measured} of ${figure.of})`;
}

/** That a cron has no end is true of most, and would hide the others. */
function standoutLines({ cron, standouts }: CronCost): readonly string[] {
  return standouts
    .filter(({ code }) => code !== "noEnd")
    .map(({ code, evidence, what }) => {
      const words = [...what, ...evidence].map((message) => withDot(writtenMessage(message, plainWriting)));
      return `${cronTitle(cron)}: ${words.join(" ")} [${code}]`;
    });
}

/** From what the numbers are, and why some are missing: each once, with how many crons it is true of. */
function noteLines({ crons, total }: CostReport): readonly string[] {
  const counts = new Map<string, number>();
  for (const { missing } of crons) {
    for (const message of missing) {
      const words = writtenMessage(message, plainWriting);
      counts.set(words, (counts.get(words) ?? 0) + 1);
    }
  }
  const openEnded = crons.filter(({ standouts }) => standouts.some(({ code }) => code === "noEnd")).length;
  const sources: readonly Message[] = [total.tokensAMonth?.from].filter((from) => from !== undefined);
  return [
    costTexts.monthCounted,
    ...(sources.length === 0 ? [] : [`Tokens: ${writtenSentences(sources, plainWriting)}`]),
    ...[...counts].map(([words, count]) => `${words} (${count})`),
    ...(openEnded === 0 ? [] : [`${costTexts.noEnd} (${openEnded})`]),
  ].map(withDot);
}
