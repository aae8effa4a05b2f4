import { parseArgs } from "node:util";
import { findingMessage } from "../core/findingMessage";
import { type Command, type ExitCode, exitCodes, UsageError } from "./cliIo";
import { cliText } from "./cliTexts";
import { readDialectOption } from "./dialectOption";
import { findingLines, printUnreadable } from "./findingLines";
import { type OutputFormat, readFormatOption } from "./formatOption";
import { minimumMinutes } from "./minimumMinutes";
import { positionFinder } from "./positionFinder";
import { printedJson } from "./printed";
import { type CheckedSpecFile, checkSpecFiles, hasErrors, readSpecFiles } from "./readSpecFile";

/** `check FILE… [--dialect D] [--format F] [--json]` */
export const checkCommand: Command = async (args, io) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { dialect: { type: "string" }, format: { type: "string" }, json: { type: "boolean" } },
  });
  const options = { now: io.clock.now(), minimumMinutes, dialect: readDialectOption(values.dialect) };
  const format = readFormatOption(values);
  if (positionals.length === 0) throw new UsageError(cliText("noFile"));
  const { files, unreadable } = await readSpecFiles(positionals, io);
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
    findings: findings.map(({ finding, range }) => ({
      code: finding.code,
      severity: finding.severity,
      message: findingMessage(finding),
      path: finding.path,
      range: { start: positionOf(range.offset), end: positionOf(range.offset + range.length) },
    })),
  };
}

function summary(checked: readonly CheckedSpecFile[]): string {
  const severities = checked.flatMap(({ findings }) => findings.map(({ finding }) => finding.severity));
  const count = (wanted: string) => severities.filter((severity) => severity === wanted).length;
  return cliText("checked", { files: checked.length, errors: count("error"), warnings: count("warning") });
}
