import { exitCodes } from "../cliIo";
import type { Command } from "../commandTable";
import { printUnreadable } from "../files/findingLines";
import { readInto } from "../files/readInto";
import { readThere } from "../files/readThere";
import { foundCalls } from "../import/foundCalls";
import { exitOf, reportJson, reportLines } from "../import/importReport";
import { importSpecs } from "../import/importSpecs";
import { printedJson } from "../printed";
import { formatOf, minimumMinutes } from "../sharedOptions";

export const importCommand: Command<"import"> = async ({ args, values }, io) => {
  const folder = readInto(values.into);
  const format = formatOf(values);
  const { calls, files, unreadable } = await foundCalls(args, values.assistant, io);
  printUnreadable(unreadable, "human", io);
  const there = await readThere(folder, io);
  const imported = await importSpecs(calls, { folder, there, overwrite: values.overwrite === true, io });
  const report = { folder, files, calls: imported, check: { now: io.clock.now(), minimumMinutes } };
  if (format === "json") io.out(printedJson(reportJson(report), 2));
  else for (const line of reportLines(report)) io.out(line);
  return unreadable.length > 0 ? exitCodes.usage : exitOf(report);
};
