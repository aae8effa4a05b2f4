import { isAsAsked } from "../core/lifecycle/outcomeTexts";
import type { ReadyCron } from "../core/lifecycle/prepareSubmit";
import type { SubmitOutcome } from "../core/lifecycle/submission";
import type { AgentServer } from "../core/server/agentServer";
import { createAgentServer } from "../core/server/httpAgentServer";
import { ServerFailure, type ServerProblem } from "../core/server/serverProblem";
import { isLoopback } from "../core/server/serverUrl";
import { type CliIo, type Command, type ExitCode, exitCodes } from "./cliIo";
import { cliText } from "./cliTexts";
import { printUnreadable } from "./findingLines";
import { minimumMinutes } from "./minimumMinutes";
import { checkAll, prepareSpecs, type SpecDraft } from "./prepareSpecs";
import { printedLine } from "./printed";
import { problemText } from "./problemText";
import { readSpecFiles } from "./readSpecFile";
import { reasonOf } from "./reasonOf";
import { RenamedSpecs } from "./renamedSpecs";
import { stateFolder } from "./stateFolder";
import { readSubmitOptions, type SubmitOptions } from "./submitOptions";
import { SubmitReport } from "./submitReport";
import { finishEarlierSubmits, submitSpec, timeoutMilliseconds } from "./submitSpec";

/** `submit FILE… --url URL [options]`, see `usageTexts.submit`. */
export const submitCommand: Command = async (args, io) => {
  const options = readSubmitOptions(args, io);
  const { files, unreadable } = await readSpecFiles(options.paths, io);
  const report = new SubmitReport(options.format, io, files);
  try {
    if (unreadable.length > 0) {
      printUnreadable(unreadable, options.format, io);
      const check = {
        now: io.clock.now(),
        minimumMinutes,
        dialect: options.dialect,
        onLoopback: isLoopback(options.url),
      };
      for (const file of checkAll(files, check)) report.findings(file);
      return exitCodes.usage;
    }
    const { url: baseUrl, key: apiKey } = options;
    const server = createAgentServer({ baseUrl, headers: {}, apiKey, timeoutMilliseconds });
    const prepared = await prepareSpecs(files, options, server, io);
    for (const file of prepared.files) report.findings(file);
    if (prepared.kind === "refused") return exitCodes.refused;
    const names = new Set(prepared.crons.map(({ draft }) => draft.name));
    await finishEarlierSubmits(names, server, options, io);
    const renamed = new RenamedSpecs(server, files, io);
    return await submitAll(prepared.crons, { server, options, report, renamed, io });
  } catch (error) {
    return failed(error, io);
  } finally {
    report.end();
  }
};

interface SubmitParts {
  readonly server: AgentServer;
  readonly options: SubmitOptions;
  readonly report: SubmitReport;
  readonly renamed: RenamedSpecs;
  readonly io: CliIo;
}

/** In order, up to the first that the server refuses. */
async function submitAll(crons: readonly ReadyCron<SpecDraft>[], parts: SubmitParts): Promise<ExitCode> {
  const { report } = parts;
  let code: ExitCode = exitCodes.done;
  for (const ready of crons) {
    try {
      const outcome = await submitOne(ready, parts);
      if (!isAsAsked(outcome)) code = exitCodes.refused;
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      report.refused(ready.draft, error.problem);
      return exitCodeOf(error.problem);
    }
  }
  return code;
}

async function submitOne(ready: ReadyCron<SpecDraft>, parts: SubmitParts): Promise<SubmitOutcome> {
  const { io, options, renamed, report, server } = parts;
  const taken = options.adopt ? await renamed.takeOver(ready) : undefined;
  if (taken !== undefined) report.takenOver(ready.draft, taken);
  const outcome = await submitSpec(ready, server, options, io);
  report.outcome(ready.draft, outcome, outcome.kind === "created" ? await renamed.leftBehind(ready) : []);
  return outcome;
}

/** Says why there is no going on, whichever cron it is about. */
function failed(error: unknown, io: CliIo): ExitCode {
  if (error instanceof ServerFailure) {
    io.err(printedLine(problemText(error.problem)));
    return exitCodeOf(error.problem);
  }
  // Nothing but the journal touches a disk here.
  if (!(error instanceof Error && "code" in error)) throw error;
  io.err(printedLine(cliText("noState", { folder: stateFolder(io.env), reason: reasonOf(error) })));
  return exitCodes.usage;
}

/** There was no Agent Server to refuse anything. */
const unreached: ReadonlySet<ServerProblem["kind"]> = new Set(["unreachable", "timeout", "noServer"]);

function exitCodeOf({ kind }: ServerProblem): ExitCode {
  return unreached.has(kind) ? exitCodes.unreachable : exitCodes.refused;
}
