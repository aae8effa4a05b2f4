import { applyPlan } from "../../core/apply/applyPlan";
import { asSaved } from "../../core/apply/asSaved";
import { pruneCron } from "../../core/apply/pruneCron";
import { doubtAfter } from "../../core/lifecycle/lease/doubtAfter";
import { type PlacedFinding, plannedOf } from "../../core/plan/planRows";
import type { PlanRequest } from "../../core/plan/savedPlan";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { hasErrors } from "../../core/specFile/json/locate";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import { addSummary, mostSummaryBytes } from "../addSummary";
import { ApplyReport } from "../apply/applyReport";
import { askToApply } from "../apply/askToApply";
import { type Held, holdForApply } from "../apply/holdForApply";
import { loadSavedPlan, type PlanFile, plannedValues, refuseElsewhere } from "../apply/loadSavedPlan";
import { type PreparedPlan, preparePlan } from "../apply/preparePlan";
import { type CliIo, type ExitCode, exitCodes, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Command, Given } from "../commandTable";
import { findingsByFile } from "../environments/environmentDrafts";
import { type PlanTarget, readTarget } from "../environments/readTarget";
import { tellEnvironmentFindings } from "../environments/tellEnvironmentFindings";
import { findingLines, printUnreadable } from "../files/findingLines";
import { loadSpecFiles } from "../files/loadSpecFiles";
import { planLines } from "../plan/planTexts";
import {
  type PruneRequest,
  planRequest,
  readMostDeletes,
  readPruneRequest,
  refuseStrayPruning,
} from "../plan/pruneRequest";
import { type ReadPlan, readPlan } from "../plan/readPlan";
import { printedJson, printedLine } from "../printed";
import { exitCodeOf } from "../problemText";
import { formatOf } from "../sharedOptions";
import { finishEarlierSubmits, holdAllNames, submitSpec, timeoutMilliseconds } from "../submit/submitSpec";
import { tellStop } from "../submit/tellStop";
import { type OpenServer, withTarget } from "../withServer";

export const applyCommand: Command<"apply"> = async ({ args, values: given }, io) => {
  const saved = await loadSavedPlan(args, io);
  const values = saved === undefined ? given : plannedValues(given, saved);
  const paths = saved?.plan.request.paths ?? (args.length === 0 ? ["."] : args);
  const target = await readTarget(values, paths, io);
  if (saved !== undefined) refuseElsewhere(saved, target);
  refuseStrayPruning(values);
  if (values.yes !== true && !io.isInteractive) throw new UsageError(cliText("needsYes"));
  const limits = {
    concurrency: readConcurrency(values.concurrency),
    mostDeletes: readMostDeletes(values["max-delete"]),
  };
  const prune = await readPruneRequest(values, target.environment, io);
  const request = planRequest(paths, values, prune);
  const { files, unreadable } = await loadSpecFiles(paths, io);
  if (unreadable.length > 0) {
    printUnreadable(unreadable, "human", io);
    return exitCodes.usage;
  }
  if (target.environment !== undefined) tellEnvironmentFindings(files, target.environment, io);
  return withTarget(target, io, async (open) => {
    try {
      return await planAndApply({ files, open, options: { ...values, ...limits }, target, prune, request, saved, io });
    } catch (error) {
      if (error instanceof ServerFailure || error instanceof UsageError) throw error;
      return tellStop(error, target, io);
    }
  });
};

interface ApplyParts {
  readonly files: readonly LoadedSpecFile[];
  readonly open: OpenServer;
  readonly target: PlanTarget;
  readonly options: Omit<Given<"apply">["values"], "concurrency"> & {
    readonly concurrency: number;
    readonly mostDeletes: number;
  };
  readonly prune: PruneRequest | undefined;
  readonly request: PlanRequest;
  /** Absent: what the files say now is applied. */
  readonly saved: PlanFile | undefined;
  readonly io: CliIo;
}

/** A person is asked without the lease, because they may take an hour; then a plan that has become old is made anew. */
async function planAndApply(parts: ApplyParts): Promise<ExitCode> {
  const { io, open, options, target } = parts;
  const hold = <End>(act: (held: Held) => Promise<End>) => holdForApply(target.environment?.set, open.server, io, act);
  if (options.yes === true) {
    return hold(async (held) => {
      const ready = await tellReady(parts, held.signal);
      return typeof ready === "number" ? ready : applyAll(ready, held, parts);
    });
  }
  for (;;) {
    const ready = await tellReady(parts);
    if (typeof ready === "number") return ready;
    if (ready.changes.length + ready.prunes.length === 0) return applyAll(ready, undefined, parts);
    if (!(await askToApply(ready.plan, io))) {
      io.err(cliText("applyDeclined"));
      return exitCodes.refused;
    }
    const code = await hold(async (held) => (held.hasWaited ? "old" : applyAll(ready, held, parts)));
    if (code !== "old") return code;
  }
}

type Ready = Extract<PreparedPlan, { readonly kind: "ready" }> & { readonly plan: ReadPlan };

/** What is to be done, or with which code the command ends. Throws the signal's reason. */
async function tellReady(parts: ApplyParts, signal?: AbortSignal): Promise<Ready | ExitCode> {
  const { io, options } = parts;
  const plan = await tellPlan(parts, signal);
  const prepared = plan === undefined ? undefined : await preparePlan(plan, io);
  signal?.throwIfAborted();
  if (plan === undefined || prepared?.kind !== "ready") return tellRefused(prepared, io);
  const deletes = prepared.prunes.length;
  if (deletes <= options.mostDeletes) return { ...prepared, plan };
  io.err(cliText("tooManyDeletes", { count: deletes, most: options.mostDeletes }));
  return exitCodes.refused;
}

/** Prints the plan; undefined if nothing may be applied: a finding is an error, or the specs are not those of the plan. */
async function tellPlan(
  { files, io, open, prune, request, saved, target }: ApplyParts,
  signal: AbortSignal | undefined,
): Promise<ReadPlan | undefined> {
  const names = new Set(files.flatMap(({ file }) => file.specs.map(({ name }) => name)));
  await finishEarlierSubmits(names, open.server, { ...open, ...(signal && { signal }) }, io);
  const now = await readPlan({ files, environment: target.environment, prune, request }, open, io);
  const findings = now.rows.flatMap((row) => row.findings);
  tellFindings(findings, io);
  const kept = saved === undefined || hasErrors(findings) ? now : asSaved(now, saved.plan);
  if ("otherSpecs" in kept) {
    io.err(printedLine(cliText("planOtherSpecs", { names: kept.otherSpecs.join(", ") })));
    return undefined;
  }
  const plan = { ...now, rows: kept.rows };
  for (const line of planLines(plan)) io.err(line);
  if (!hasErrors(findings)) return plan;
  io.err(cliText("appliedNothing"));
  return undefined;
}

function tellRefused(prepared: Extract<PreparedPlan, { kind: "refused" }> | undefined | { kind: "ready" }, io: CliIo) {
  if (prepared?.kind === "refused") {
    tellFindings(prepared.findings, io);
    io.err(cliText("appliedNothing"));
  }
  return exitCodes.refused;
}

function tellFindings(findings: readonly PlacedFinding[], io: CliIo): void {
  for (const line of findingsByFile(findings).flatMap((file) => findingLines(file))) io.err(line);
}

async function applyAll(
  { changes, plan, prunes }: Ready,
  held: Held | undefined,
  { io, open, options }: ApplyParts,
): Promise<ExitCode> {
  const format = formatOf(options);
  const report = new ApplyReport(plan);
  const rowOf = new Map(plan.rows.map((row) => [plannedOf(row), row]));
  const tell = (row: ReadPlan["rows"][number]) => {
    if (format === "github") io.out(report.annotationOf(row));
    else (format === "human" ? io.out : io.err)(report.lineOf(row));
  };
  const readAt = io.clock.now();
  let code: ExitCode = exitCodes.done;
  const note: ApplyReport["note"] = (planned, outcome) => {
    report.note(planned, outcome);
    if (outcome.kind === "refused") code = exitCodeOf(outcome.problem);
    const row = rowOf.get(planned);
    if (row !== undefined) tell(row);
  };
  if (held !== undefined) {
    const { signal, waits } = held;
    await applyPlan({
      changes,
      signal,
      lease: held.lease,
      clock: io.clock,
      concurrency: options.concurrency,
      holdNames: (names, beat) => {
        const { concurrency } = options;
        const told = { beat, onWait: waits.tellOthers };
        return holdAllNames(names, open.server, { url: plan.url, concurrency, signal, ...told }, io);
      },
      submit: (ready, { action }, port) => {
        const allowed = { adopt: action === "adopt", recreate: action === "recreate", overwrite: false };
        const times = { acceptServerTimes: options["accept-server-times"] === true };
        return submitSpec(ready, open.server, { ...allowed, ...times, url: plan.url, dialect: plan.dialect }, io, {
          ...port,
          signal,
          waits,
          ownership: { set: plan.environment?.set ?? null, protect: ready.draft.protect === true },
          knownCrons: () => (io.clock.now() - readAt < freshMilliseconds ? plan.crons : undefined),
        });
      },
      onOutcome: note,
      prune: {
        crons: prunes,
        run: (planned) => pruneCron(open.server, planned, { clock: io.clock, doubtMilliseconds }),
        onOutcome: note,
      },
    });
  }
  for (const row of plan.rows) if (row.action === "conflict" || row.hasMoved === true) tell(row);
  if (format === "json") io.out(printedJson(report.json(), 2));
  else for (const line of format === "markdown" ? report.markdown() : [report.summary()]) io.out(line);
  if (format === "github") await addSummary(report.markdown(mostSummaryBytes), io);
  return report.isComplete || code !== exitCodes.done ? code : exitCodes.refused;
}

const doubtMilliseconds = doubtAfter(timeoutMilliseconds);

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
