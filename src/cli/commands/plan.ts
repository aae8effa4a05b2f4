import { planJson } from "../../core/plan/planJson";
import { hasErrors } from "../../core/specFile/json/locate";
import { addSummary, mostSummaryBytes } from "../addSummary";
import { type CliIo, type ExitCode, exitCodes, reasonOf, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Command, Given } from "../commandTable";
import { findingsByFile } from "../environments/environmentDrafts";
import { readTarget } from "../environments/readTarget";
import { tellEnvironmentFindings } from "../environments/tellEnvironmentFindings";
import { findingLines, printUnreadable } from "../files/findingLines";
import { loadSpecFiles } from "../files/loadSpecFiles";
import { planAnnotations, planLines, planMarkdown } from "../plan/planTexts";
import { planRequest, readPruneRequest, refuseStrayPruning } from "../plan/pruneRequest";
import { type ReadPlan, readPlan, writtenPlan } from "../plan/readPlan";
import { withComment } from "../plan/withComment";
import { printedJson } from "../printed";
import { formatOf, type OutputFormat } from "../sharedOptions";
import { withTarget } from "../withServer";

export const planCommand: Command<"plan"> = async (given, io) => {
  const { env, url, comment } = given.values;
  const paths = given.args.length === 0 ? ["."] : given.args;
  if (comment !== true) return printPlan(given.values, paths, io);
  const key = JSON.stringify(["plan", env ?? url, ...paths]);
  return withComment({ key, run: (noting, onPlan) => printPlan(given.values, paths, noting, onPlan) }, io);
};

/** Throws `UsageError`. */
async function printPlan(
  values: Given<"plan">["values"],
  paths: readonly string[],
  io: CliIo,
  onPlan: (plan: ReadPlan) => void = () => undefined,
): Promise<ExitCode> {
  const format = formatOf(values);
  const target = await readTarget(values, paths, io);
  refuseStrayPruning(values);
  const prune = await readPruneRequest(values, target.environment, io);
  const { files, unreadable } = await loadSpecFiles(paths, io);
  if (unreadable.length > 0) {
    printUnreadable(unreadable, format === "github" ? "github" : "human", io);
    return exitCodes.usage;
  }
  const { environment } = target;
  if (environment !== undefined) tellEnvironmentFindings(files, environment, io);
  return withTarget(target, io, async (open) => {
    const request = planRequest(paths, values, prune);
    const plan = await readPlan({ files, environment, request, prune }, open, io);
    onPlan(plan);
    const found = findingsByFile(plan.rows.flatMap(({ findings }) => findings));
    if (format === "human") for (const line of found.flatMap((file) => findingLines(file))) io.err(line);
    for (const line of linesOf(plan, format)) io.out(line);
    if (format === "github") await addSummary(planMarkdown(plan, { mostBytes: mostSummaryBytes }), io);
    if (values.out !== undefined) await writePlan(plan, values.out, io);
    return exitOf(plan, values["detailed-exitcode"] === true);
  });
}

function linesOf(plan: ReadPlan, format: OutputFormat | "markdown"): readonly string[] {
  switch (format) {
    case "json":
      return [printedJson(planJson(writtenPlan(plan)), 2)];
    case "github":
      return planAnnotations(plan);
    case "markdown":
      return planMarkdown(plan);
    case "human":
      return planLines(plan);
  }
}

/** Throws `UsageError`. */
async function writePlan(plan: ReadPlan, path: string, io: CliIo): Promise<void> {
  try {
    await io.writeFile(path, `${printedJson(planJson(writtenPlan(plan)), 2)}\n`);
  } catch (error) {
    throw new UsageError(cliText("unwritable", { file: path, reason: reasonOf(error) }));
  }
}

function exitOf({ rows }: ReadPlan, isDetailed: boolean): ExitCode {
  if (rows.some(({ findings }) => hasErrors(findings))) return exitCodes.refused;
  return isDetailed && rows.some(({ action }) => action !== "nothing") ? exitCodes.usage : exitCodes.done;
}
