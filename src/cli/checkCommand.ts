import { parseArgs } from "node:util";
import { findingMessage } from "../core/findingMessage";
import { checkSpecFile } from "../core/spec/checkSpecFile";
import type { LocatedFinding } from "../core/spec/parseSpecFile";
import { type Command, exitCodes, UsageError } from "./cliIo";
import { cliText } from "./cliTexts";
import { readDialectOption } from "./dialectOption";
import { minimumMinutes } from "./minimumMinutes";
import { positionFinder } from "./positionFinder";
import { findingLines, hasErrors, type ReadSpecFile, readSpecFile } from "./readSpecFile";

/** `check FILE… [--dialect D] [--json]` */
export const checkCommand: Command = async (args, io) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { dialect: { type: "string" }, json: { type: "boolean" } },
  });
  const options = { now: io.now(), minimumMinutes, dialect: readDialectOption(values.dialect) };
  if (positionals.length === 0) throw new UsageError(cliText("noFile"));
  const files = await Promise.all(positionals.map((path) => readSpecFile(path, io)));
  const checked = files.map((read) => {
    return { read, findings: checkSpecFile(read.file, options) };
  });
  if (values.json === true) {
    io.out(
      JSON.stringify(
        checked.map(({ read, findings }) => toJson(read, findings)),
        null,
        2,
      ),
    );
  } else {
    for (const { read, findings } of checked) for (const line of findingLines(read, findings)) io.out(line);
    io.out(summary(checked.map(({ findings }) => findings)));
  }
  return checked.some(({ findings }) => hasErrors(findings)) ? exitCodes.refused : exitCodes.done;
};

function toJson({ path, text }: ReadSpecFile, findings: readonly LocatedFinding[]) {
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

function summary(findings: readonly (readonly LocatedFinding[])[]): string {
  const count = (severity: string) => findings.flat().filter(({ finding }) => finding.severity === severity).length;
  return cliText("checked", { files: findings.length, errors: count("error"), warnings: count("warning") });
}
