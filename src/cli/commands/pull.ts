import { usualDialect } from "../../core/known/usualDialect";
import { findCrons } from "../../core/lifecycle/onServer/findCrons";
import { planPull } from "../../core/pull/planPull";
import { largestPage } from "../../core/server/agentServer";
import type { Cron } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { refuseWithoutCrons } from "../../core/server/refuseWithoutCrons";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import { type CliIo, type ExitCode, exitCodes, reasonOf, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Command, Given } from "../commandTable";
import { type PlanTarget, readTarget } from "../environments/readTarget";
import { readInto } from "../files/readInto";
import { type FolderThere, readThere } from "../files/readThere";
import { isCalled, noCron } from "../health/askHealths";
import { readPlan } from "../plan/readPlan";
import { printedJson, printedLine } from "../printed";
import { tellProblem } from "../problemText";
import { askToName } from "../pull/askToName";
import { pullCrons } from "../pull/pullCrons";
import type { PulledCron } from "../pull/pulled";
import { pulledLine } from "../pull/pullLines";
import { exitOf, type PullReport, reportJson, reportLines } from "../pull/pullReport";
import { pullText } from "../pull/pullTexts";
import { type SetFile, setFileFor } from "../pull/setFile";
import { keyVariable } from "../readKey";
import { formatOf } from "../sharedOptions";
import { type OpenServer, withTarget } from "../withServer";

export const pullCommand: Command<"pull"> = async ({ args, values }, io) => {
  const folder = readInto(values.into);
  if (values.yes === true && values["no-names"] === true) throw new UsageError(pullText("yesAndNoNames"));
  const target = await readTarget(values, [folder], io);
  const there = await readThere(folder, io);
  const named = { url: target.url, apiKeyEnv: keyVariable(values["api-key-env"], io.env) };
  const setFile = values.set === undefined ? undefined : await setFileFor(values.set, folder, named, io);
  return withTarget(target, io, (open) => pull({ wanted: args, values, folder, target, there, setFile, open, io }));
};

interface PullParts {
  /** Names and ids; none: all crons. */
  readonly wanted: readonly string[];
  readonly values: Given<"pull">["values"];
  readonly folder: string;
  readonly target: PlanTarget;
  readonly there: FolderThere;
  readonly setFile: SetFile;
  readonly open: OpenServer;
  readonly io: CliIo;
}

async function pull(parts: PullParts): Promise<ExitCode> {
  const { folder, io, open, setFile, target, there, values, wanted } = parts;
  const { server } = open;
  const info = await server.info();
  refuseWithoutCrons(info);
  const [crons, assistants] = await Promise.all([
    findCrons(server, {}),
    server.searchAssistants({ limit: largestPage, offset: 0 }),
  ]);
  const steps = await planPull(crons, {
    assistants,
    dialect: open.dialect ?? usualDialect(info),
    there: there.specs,
    files: there.files,
    withManaged: values.managed === true,
    set: values.set ?? target.environment?.set ?? null,
    isWanted: wantedIn(crons, wanted, open.url),
  });
  const names = values["no-names"] !== true;
  const unnamed = steps.flatMap((step) => (step.kind !== "left" && step.isUnnamed ? [step] : []));
  if (names && unnamed.length > 0 && values.yes !== true && !(await askToName(unnamed, target, io))) {
    io.err(pullText("declined"));
    return exitCodes.refused;
  }
  await writeFolder(folder, setFile, io);
  const tell = formatOf(values) === "json" ? io.err : io.out;
  if (setFile !== undefined) tell(printedLine(pullText("set", { file: setFile.path, set: values.set ?? "" })));
  const pulled = await pullCrons(
    steps,
    { folder, open, there: there.specs, assistants, names, overwrite: values.overwrite === true, io },
    (each) => tell(pulledLine(each)),
  );
  return tellReport(pulled, parts);
}

/** Throws `UsageError` if a word is no cron's name or id. */
function wantedIn(crons: readonly Cron[], words: readonly string[], url: string): (cron: Cron) => boolean {
  if (words.length === 0) return () => true;
  for (const word of words) if (!crons.some((cron) => isCalled(cron, word))) throw noCron(word, url, crons);
  return (cron) => words.some((word) => isCalled(cron, word));
}

/** Throws `UsageError`. */
async function writeFolder(folder: string, setFile: SetFile, io: CliIo): Promise<void> {
  let file = folder;
  try {
    await io.createFolder(folder);
    if (setFile === undefined) return;
    file = setFile.path;
    await io.writeFile(file, setFile.text);
  } catch (error) {
    throw new UsageError(cliText("unwritable", { file, reason: reasonOf(error) }));
  }
}

/** The end of it is a plan of the specs, so that what is said about them is true of the server. */
async function tellReport(
  { crons, files }: { readonly crons: readonly PulledCron[]; readonly files: readonly LoadedSpecFile[] },
  { folder, io, open, target, values }: PullParts,
): Promise<ExitCode> {
  const names = new Set(crons.flatMap(({ end, step }) => ("read" in end && "name" in step ? [step.name] : [])));
  const report: Omit<PullReport, "plan"> = {
    url: open.url,
    environment: target.environment?.name,
    folder,
    set: values.set ?? target.environment?.set,
    crons,
  };
  const print = (whole: PullReport) => {
    if (formatOf(values) === "json") io.out(printedJson(reportJson(whole), 2));
    else for (const line of reportLines(whole)) io.out(line);
  };
  try {
    const { environment } = target;
    const request = { paths: [folder], dialect: null, grace: null };
    const plan = await readPlan({ files, environment, request, prune: undefined, set: report.set }, open, io);
    const whole = { ...report, plan: { ...plan, rows: plan.rows.filter(({ name }) => names.has(name)) } };
    print(whole);
    return exitOf(whole);
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error;
    print({ ...report, plan: undefined });
    return tellProblem(error.problem, target, io);
  }
}
