import { shortText } from "../../core/base/shortText";
import { exitCodes } from "../cliIo";
import { cliText } from "../cliTexts";
import { columnLines } from "../columnLines";
import type { Command } from "../commandTable";
import { askHealths } from "../health/askHealths";
import { cronName, healthWord, scheduleText } from "../health/cronTexts";
import { cronJson } from "../health/statusJson";
import { type StatusEntry, statusReport } from "../health/statusReport";
import { momentText } from "../momentText";
import { printedJson, printedLine } from "../printed";
import { withServer } from "../withServer";

const mostOfName = 40;

export const listCommand: Command<"list"> = async ({ args: [wanted], values }, io) =>
  withServer(values, io, async (open) => {
    const askedAt = io.clock.now();
    const healths = await askHealths(open, wanted, io);
    const { entries } = statusReport(healths, { askedAt, fails: () => false, url: open.url });
    if (values.json === true) io.out(printedJson(entries.map(listedJson), 2));
    else if (entries.length === 0) io.err(printedLine(cliText("noCrons", { url: open.url })));
    else for (const line of columnLines([head, ...entries.map(rowOf)])) io.out(line);
    return exitCodes.done;
  });

/** Without what only a check has. */
function listedJson(entry: StatusEntry) {
  const { fails: _fails, ...json } = cronJson(entry);
  return json;
}

const head = ["NAME", "HEALTH", "NEXT RUN", "SCHEDULE", "ID"];

function rowOf({ cron, health }: StatusEntry): readonly string[] {
  return [
    shortText(cronName(cron) ?? "-", mostOfName),
    healthWord(health),
    health.next === undefined ? "-" : momentText(health.next),
    shortText(scheduleText(cron), mostOfName),
    cron.cron_id,
  ];
}
