import { positionFinder } from "../../core/base/positionFinder";
import type { CheckOptions } from "../../core/checks/checkArguments";
import { checkDrafts } from "../../core/lifecycle/prepare/checkDrafts";
import { isLoopback } from "../../core/server/address/serverUrl";
import { findingJson } from "../../core/specFile/findingJson";
import { hasErrors } from "../../core/specFile/json/locate";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import { sarifLog } from "../check/sarifLog";
import { type ExitCode, exitCodes } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Command, Given } from "../commandTable";
import { draftsFor, findingsByFile, placedFinding } from "../environments/environmentDrafts";
import { type LoadedEnvironment, loadEnvironment } from "../environments/loadEnvironment";
import { environmentFindings } from "../environments/tellEnvironmentFindings";
import { type FindingsInFile, findingLines, printUnreadable } from "../files/findingLines";
import type { Unreadable } from "../files/findSpecFiles";
import { checkSpecFiles, loadSpecFiles } from "../files/loadSpecFiles";
import { type SpecMonth, specMonths } from "../files/specMonths";
import { printedJson } from "../printed";
import { dialectOf, formatOf, minimumMinutes } from "../sharedOptions";

type CheckFormat = NonNullable<Given<"check">["values"]["format"]>;

export const checkCommand: Command<"check"> = async ({ args, values }, io) => {
  const options = { now: io.clock.now(), minimumMinutes, dialect: dialectOf(values) };
  const format = formatOf(values);
  const { files, unreadable } = await loadSpecFiles(args, io);
  const environment = values.env === undefined ? undefined : await loadEnvironment(values.env, args, io);
  const checked =
    environment === undefined ? checkSpecFiles(files, options) : await checkFor(environment, { files, options });
  const months = specMonths(draftsFor(files, environment), options.dialect, options.now);
  printUnreadable(unreadable, format === "github" ? "github" : "human", io);
  for (const line of report({ checked, months, unreadable }, format)) io.out(line);
  return unreadable.length > 0 ? exitCodes.usage : exitCodeOf(checked);
};

/** The same for the specs as an environment has them. */
async function checkFor(
  environment: LoadedEnvironment,
  { files, options }: { readonly files: readonly LoadedSpecFile[]; readonly options: CheckOptions },
): Promise<readonly FindingsInFile[]> {
  const check = { ...options, onLoopback: isLoopback(environment.url) };
  const checked = await checkDrafts({ drafts: draftsFor(files, environment), check });
  const problems = files.flatMap((read) => read.file.problems.map((problem) => ({ read, ...problem })));
  const found = checked.flatMap(({ draft, findings }) =>
    findings.map((finding) => placedFinding(finding, draft, environment)),
  );
  const inFile = environmentFindings(files, environment).map((located) => ({ read: environment.file, ...located }));
  return findingsByFile([...problems, ...found, ...inFile], files);
}

function exitCodeOf(checked: readonly FindingsInFile[]): ExitCode {
  return checked.some(({ findings }) => hasErrors(findings)) ? exitCodes.refused : exitCodes.done;
}

interface Report {
  readonly checked: readonly FindingsInFile[];
  readonly months: readonly SpecMonth[];
  readonly unreadable: readonly Unreadable[];
}

function report({ checked, months, unreadable }: Report, format: CheckFormat): readonly string[] {
  switch (format) {
    case "json":
      return [
        printedJson(
          checked.map((file) => toJson(file, months)),
          2,
        ),
      ];
    case "sarif":
      return [printedJson(sarifLog(checked, unreadable), 2)];
    case "github":
    case "human":
      return [
        ...checked.flatMap((file) => findingLines(file, format)),
        [summary(checked), ...monthWords(months)].join(" "),
      ];
  }
}

function toJson({ read, findings }: FindingsInFile, months: readonly SpecMonth[]) {
  const positionOf = positionFinder(read.text);
  const own = months.filter(({ draft }) => draft.read.path === read.path);
  return {
    file: read.path,
    crons: own.map(({ draft, runs }) => ({ name: draft.name, runs_in_30_days: runs })),
    findings: findings.map((located) => findingJson(located, positionOf)),
  };
}

function summary(checked: readonly FindingsInFile[]): string {
  const severities = checked.flatMap(({ findings }) => findings.map(({ finding }) => finding.severity));
  const count = (wanted: string) => severities.filter((severity) => severity === wanted).length;
  return cliText("checked", { files: checked.length, errors: count("error"), warnings: count("warning") });
}

/** What all specs together will start, which is what they will cost. */
function monthWords(months: readonly SpecMonth[]): readonly string[] {
  if (months.length === 0) return [];
  const known = months.flatMap(({ runs }) => (runs === null ? [] : [runs]));
  const unknown = months.length - known.length;
  const runs = known.reduce((sum, each) => sum + each, 0);
  return [
    ...(known.length === 0 ? [] : [cliText("checkedRuns", { runs })]),
    ...(unknown === 0 ? [] : [cliText("checkedUnknown", { count: unknown })]),
  ];
}
