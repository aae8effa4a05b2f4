import type { CheckOptions } from "../../core/checks/checkArguments";
import { checkDrafts } from "../../core/lifecycle/prepare/checkDrafts";
import { isLoopback } from "../../core/server/address/serverUrl";
import { type CliIo, type ExitCode, exitCodes } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Command } from "../commandTable";
import { draftsFor, findingsByFile, placedFinding } from "../environments/environmentDrafts";
import { loadEnvironment } from "../environments/loadEnvironment";
import { tellStray } from "../environments/tellStray";
import { findingJson } from "../files/findingJson";
import { type FindingsInFile, findingLines, printUnreadable } from "../files/findingLines";
import { checkSpecFiles, hasErrors, type LoadedSpecFile, loadSpecFiles } from "../files/loadSpecFiles";
import { positionFinder } from "../files/positionFinder";
import { printedJson } from "../printed";
import { dialectOf, formatOf, minimumMinutes, type OutputFormat } from "../sharedOptions";

export const checkCommand: Command<"check"> = async ({ args, values }, io) => {
  const options = { now: io.clock.now(), minimumMinutes, dialect: dialectOf(values) };
  const format = formatOf(values);
  const { files, unreadable } = await loadSpecFiles(args, io);
  const { env } = values;
  const checked =
    env === undefined ? checkSpecFiles(files, options) : await checkFor(env, args, { files, options }, io);
  printUnreadable(unreadable, format, io);
  for (const line of report(checked, format)) io.out(line);
  return unreadable.length > 0 ? exitCodes.usage : exitCodeOf(checked);
};

/** The same for the specs as an environment has them. Throws `UsageError`. */
async function checkFor(
  env: string,
  paths: readonly string[],
  { files, options }: { readonly files: readonly LoadedSpecFile[]; readonly options: CheckOptions },
  io: CliIo,
): Promise<readonly FindingsInFile[]> {
  const environment = await loadEnvironment(env, paths, io);
  tellStray(files, environment, io);
  const check = { ...options, onLoopback: isLoopback(environment.url) };
  const checked = await checkDrafts({ drafts: draftsFor(files, environment), check });
  const problems = files.flatMap((read) => read.file.problems.map((problem) => ({ read, ...problem })));
  const found = checked.flatMap(({ draft, findings }) =>
    findings.map((finding) => placedFinding(finding, draft, environment)),
  );
  return findingsByFile([...problems, ...found], files);
}

function exitCodeOf(checked: readonly FindingsInFile[]): ExitCode {
  return checked.some(({ findings }) => hasErrors(findings)) ? exitCodes.refused : exitCodes.done;
}

function report(checked: readonly FindingsInFile[], format: OutputFormat): readonly string[] {
  if (format === "json") return [printedJson(checked.map(toJson), 2)];
  return [...checked.flatMap((file) => findingLines(file, format)), summary(checked)];
}

function toJson({ read: { path, text }, findings }: FindingsInFile) {
  const positionOf = positionFinder(text);
  return {
    file: path,
    findings: findings.map((located) => findingJson(located, positionOf)),
  };
}

function summary(checked: readonly FindingsInFile[]): string {
  const severities = checked.flatMap(({ findings }) => findings.map(({ finding }) => finding.severity));
  const count = (wanted: string) => severities.filter((severity) => severity === wanted).length;
  return cliText("checked", { files: checked.length, errors: count("error"), warnings: count("warning") });
}
