import { type ExitCode, exitCodes } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Command } from "../commandTable";
import { findingJson } from "../files/findingJson";
import { findingLines, printUnreadable } from "../files/findingLines";
import { type CheckedSpecFile, checkSpecFiles, hasErrors, loadSpecFiles } from "../files/loadSpecFiles";
import { positionFinder } from "../files/positionFinder";
import { printedJson } from "../printed";
import { dialectOf, formatOf, minimumMinutes, type OutputFormat } from "../sharedOptions";

export const checkCommand: Command<"check"> = async ({ args, values }, io) => {
  const options = { now: io.clock.now(), minimumMinutes, dialect: dialectOf(values) };
  const format = formatOf(values);
  const { files, unreadable } = await loadSpecFiles(args, io);
  const checked = checkSpecFiles(files, options);
  printUnreadable(unreadable, format, io);
  for (const line of report(checked, format)) io.out(line);
  return unreadable.length > 0 ? exitCodes.usage : exitCodeOf(checked);
};

function exitCodeOf(checked: readonly CheckedSpecFile[]): ExitCode {
  return checked.some(({ findings }) => hasErrors(findings)) ? exitCodes.refused : exitCodes.done;
}

function report(checked: readonly CheckedSpecFile[], format: OutputFormat): readonly string[] {
  if (format === "json") return [printedJson(checked.map(toJson), 2)];
  return [...checked.flatMap((file) => findingLines(file, format)), summary(checked)];
}

function toJson({ read: { path, text }, findings }: CheckedSpecFile) {
  const positionOf = positionFinder(text);
  return {
    file: path,
    findings: findings.map((located) => findingJson(located, positionOf)),
  };
}

function summary(checked: readonly CheckedSpecFile[]): string {
  const severities = checked.flatMap(({ findings }) => findings.map(({ finding }) => finding.severity));
  const count = (wanted: string) => severities.filter((severity) => severity === wanted).length;
  return cliText("checked", { files: checked.length, errors: count("error"), warnings: count("warning") });
}
