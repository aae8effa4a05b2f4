import { addSummary, mostSummaryRows } from "../addSummary";
import { exitCodes } from "../cliIo";
import type { Command } from "../commandTable";
import { askHealths } from "../health/askHealths";
import { failRule } from "../health/failOn";
import { statusJson } from "../health/statusJson";
import { type StatusReport, statusReport } from "../health/statusReport";
import { statusAnnotations, statusLines, statusMarkdown } from "../health/statusTexts";
import { printedJson } from "../printed";
import { formatOf, type OutputFormat } from "../sharedOptions";
import { withServer } from "../withServer";

export const statusCommand: Command<"status"> = async ({ args: [wanted], values }, io) => {
  const format = formatOf(values);
  const askedAt = io.clock.now();
  const fails = failRule(values, askedAt);
  return withServer(values, io, async (open) => {
    const report = statusReport(await askHealths(open, wanted, io), { askedAt, fails, url: open.url });
    for (const line of linesOf(report, format)) io.out(line);
    if (format === "github") await addSummary(statusMarkdown(report, mostSummaryRows), io);
    return report.entries.some((entry) => entry.fails) ? exitCodes.refused : exitCodes.done;
  });
};

function linesOf(report: StatusReport, format: OutputFormat | "markdown"): readonly string[] {
  switch (format) {
    case "json":
      return [printedJson(statusJson(report), 2)];
    case "github":
      return statusAnnotations(report);
    case "markdown":
      return statusMarkdown(report);
    case "human":
      return statusLines(report);
  }
}
