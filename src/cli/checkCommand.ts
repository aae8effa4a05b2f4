import { parseArgs } from "node:util";
import { findingMessage } from "../core/findingMessage";
import { type Command, exitCodes, UsageError } from "./cliIo";
import { cliText } from "./cliTexts";
import { readDialectOption } from "./dialectOption";
import { findSpecFiles } from "./findSpecFiles";
import { type OutputFormat, readFormatOption } from "./formatOption";
import { minimumMinutes } from "./minimumMinutes";
import { positionFinder } from "./positionFinder";
import { type CheckedSpecFile, checkSpecFiles, findingLines, hasErrors, readSpecFiles } from "./readSpecFile";

/** `check FILE… [--dialect D] [--format F] [--json]` */
export const checkCommand: Command = async (args, io) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { dialect: { type: "string" }, format: { type: "string" }, json: { type: "boolean" } },
  });
  const options = { now: io.now(), minimumMinutes, dialect: readDialectOption(values.dialect) };
  const format = readFormatOption(values);
  if (positionals.length === 0) throw new UsageError(cliText("noFile"));
  const files = await readSpecFiles(await findSpecFiles(positionals, io), io);
  const checked = checkSpecFiles(files, options);
  io.out(report(checked, format));
  return checked.some(({ findings }) => hasErrors(findings)) ? exitCodes.refused : exitCodes.done;
};

function report(checked: readonly CheckedSpecFile[], format: OutputFormat): string {
  if (format === "json") return JSON.stringify(checked.map(toJson), null, 2);
  return [...checked.flatMap((file) => findingLines(file, format)), summary(checked)].join("\n");
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
