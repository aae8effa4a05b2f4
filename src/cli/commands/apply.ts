import { applyPlan } from "../../core/apply/applyPlan";
import type { HeldSet } from "../../core/apply/holdSet";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import { ApplyReport } from "../apply/applyReport";
import { askToApply } from "../apply/askToApply";
import { type PreparedPlan, preparePlan } from "../apply/preparePlan";
import { waitForSet } from "../apply/waitForSet";
import { type CliIo, type ExitCode, exitCodes, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Command, Given } from "../commandTable";
import { findingsByFile, type PlacedFinding } from "../environments/environmentDrafts";
import { type PlanTarget, readTarget } from "../environments/readTarget";
import { tellEnvironmentFindings } from "../environments/tellEnvironmentFindings";
import { findingLines, printUnreadable } from "../files/findingLines";
import { hasErrors, loadSpecFiles } from "../files/loadSpecFiles";
import { planLines } from "../plan/planTexts";
import { type ReadPlan, readPlan } from "../plan/readPlan";
import { printedJson } from "../printed";
import { exitCodeOf } from "../problemText";
import { formatOf } from "../sharedOptions";
import { finishEarlierSubmits, submitSpec } from "../submit/submitSpec";
import { tellStop } from "../submit/tellStop";
import { type OpenServer, withTarget } from "../withServer";

export const applyCommand: Command<"apply"> = async ({ args, values }, io) => {
  const paths = args.length === 0 ? ["."] : args;
  const target = await readTarget(values, paths, io);
  if (values.yes !== true && !io.isInteractive) throw new UsageError(cliText("needsYes"));
  const options = { ...values, concurrency: readConcurrency(values.concurrency) };
  const { files, unreadable } = await loadSpecFiles(paths, io);
  if (unreadable.length > 0) {
    printUnreadable(unreadable, "human", io);
    return exitCodes.usage;
  }
  if (target.environment !== undefined) tellEnvironmentFindings(files, target.environment, io);
  return withTarget(target, io, async (open) => {
    try {
      return await planAndApply({ files, open, options, target, io });
    } catch (error) {
      if (error instanceof ServerFailure || error instanceof UsageError) throw error;
      return tellStop(error, io);
    }
  });
};

interface ApplyParts {
  readonly files: readonly LoadedSpecFile[];
  readonly open: OpenServer;
  readonly target: PlanTarget;
  readonly options: Omit<Given<"apply">["values"], "concurrency"> & { readonly concurrency: number };
  readonly io: CliIo;
}

/** A person is asked without the lease, because they may take an hour; then a plan that has become old is made anew. */
async function planAndApply(parts: ApplyParts): Promise<ExitCode> {
  const { io, open, options, target } = parts;
  const hold = () => waitForSet(target.environment?.set, open.server, io);
  for (;;) {
    let held: HeldSet | undefined = options.yes === true ? await hold() : undefined;
    try {
      const plan = await tellPlan(parts);
      const prepared = plan === undefined ? undefined : await preparePlan(plan, io);
      if (plan === undefined || prepared?.kind !== "ready") return tellRefused(prepared, io);
      if (prepared.changes.length > 0 && held === undefined) {
        if (!(await askToApply(plan, io))) {
          io.err(cliText("applyDeclined"));
          return exitCodes.refused;
        }
        held = await hold();
        if (held.hasWaited) continue;
      }
      return await applyAll(plan, prepared, held, parts);
    } finally {
      await held?.lease.release();
    }
  }
}

/** Prints the plan; undefined if a finding is an error, so that nothing is applied. */
async function tellPlan({ files, io, open, target }: ApplyParts): Promise<ReadPlan | undefined> {
  const names = new Set(files.flatMap(({ file }) => file.specs.map(({ name }) => name)));
  await finishEarlierSubmits(names, open.server, open, io);
  const plan = await readPlan(files, target.environment, open, io);
  const findings = plan.rows.flatMap((row) => row.findings);
  tellFindings(findings, io);
  for (const line of planLines(plan)) io.err(line);
  return hasErrors(findings) ? undefined : plan;
}

function tellRefused(prepared: Extract<PreparedPlan, { kind: "refused" }> | undefined | { kind: "ready" }, io: CliIo) {
  if (prepared?.kind === "refused") tellFindings(prepared.findings, io);
  io.err(cliText("appliedNothing"));
  return exitCodes.refused;
}

function tellFindings(findings: readonly PlacedFinding[], io: CliIo): void {
  for (const line of findingsByFile(findings).flatMap((file) => findingLines(file))) io.err(line);
}

async function applyAll(
  plan: ReadPlan,
  { changes }: Extract<PreparedPlan, { readonly kind: "ready" }>,
  held: HeldSet | undefined,
  { io, open, options }: ApplyParts,
): Promise<ExitCode> {
  const format = formatOf(options);
  const report = new ApplyReport(plan);
  const rowOf = new Map(plan.rows.map((row) => [row.change, row]));
  const tell = (row: ReadPlan["rows"][number]) => (format === "human" ? io.out : io.err)(report.lineOf(row));
  const readAt = io.clock.now();
  let code: ExitCode = exitCodes.done;
  if (held !== undefined) {
    await applyPlan({
      changes,
      lease: held.lease,
      clock: io.clock,
      concurrency: options.concurrency,
      submit: (ready, { action }, port) => {
        const allowed = { adopt: action === "adopt", recreate: action === "recreate", overwrite: false };
        const times = { acceptServerTimes: options["accept-server-times"] === true };
        return submitSpec(ready, open.server, { ...allowed, ...times, url: plan.url, dialect: plan.dialect }, io, {
          ...port,
          knownCrons: () => (io.clock.now() - readAt < freshMilliseconds ? plan.crons : undefined),
        });
      },
      onOutcome: (change, outcome) => {
        report.note(change, outcome);
        if (outcome.kind === "refused") code = exitCodeOf(outcome.problem);
        const row = rowOf.get(change);
        if (row !== undefined) tell(row);
      },
    });
  }
  for (const row of plan.rows) if (row.action === "conflict") tell(row);
  if (format === "json") io.out(printedJson(report.json(), 2));
  else for (const line of format === "markdown" ? report.markdown() : [report.summary()]) io.out(line);
  return report.isComplete || code !== exitCodes.done ? code : exitCodes.refused;
}

/** A list of crons is used for so long, as in the editor. */
const freshMilliseconds = 5 * 60_000;
const mostConcurrency = 16;

/** Throws `UsageError`. */
function readConcurrency(text: string | undefined): number {
  const count = text === undefined ? 4 : Number(text);
  if (!Number.isInteger(count) || count < 1 || count > mostConcurrency) {
    throw new UsageError(cliText("badConcurrency", { limit: mostConcurrency }));
  }
  return count;
}
