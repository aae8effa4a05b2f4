import { isAsAsked } from "../core/lifecycle/outcomeTexts";
import { oneLine } from "../core/oneLine";
import type { AgentServer } from "../core/server/agentServer";
import type { ServerInfo } from "../core/server/cron";
import { createAgentServer } from "../core/server/httpAgentServer";
import { ServerFailure, type ServerProblem } from "../core/server/serverProblem";
import { type CliIo, type Command, type ExitCode, exitCodes } from "./cliIo";
import { cliText } from "./cliTexts";
import { findSpecFiles } from "./findSpecFiles";
import { prepareFiles, type ReadySpec } from "./prepareSpecs";
import { problemText } from "./problemText";
import { hasErrors, readSpecFiles } from "./readSpecFile";
import { stateFolder } from "./stateFolder";
import { readSubmitOptions, type SubmitOptions } from "./submitOptions";
import { SubmitReport } from "./submitReport";
import { finishEarlierSubmits, submitSpec, timeoutMilliseconds } from "./submitSpec";

/** `submit FILE… --url URL [--api-key-env NAME] [--dialect D] [--recreate] [--overwrite] [--format F] [--json]` */
export const submitCommand: Command = async (args, io) => {
  const options = readSubmitOptions(args, io);
  const files = await readSpecFiles(await findSpecFiles(options.paths, io), io);
  const { ready, check } = prepareFiles(files, options, io);
  const report = new SubmitReport(options.format, io, files);
  /** false: an error stands in the way. */
  const passes = (info: ServerInfo | undefined) => {
    const checked = check(info);
    const isFine = !checked.some(({ findings }) => hasErrors(findings));
    // What is wrong without knowing the server is told before anything is sent; the rest once it is known.
    if (!isFine || info !== undefined) for (const file of checked) report.findings(file);
    return isFine;
  };
  try {
    if (!passes(undefined)) return exitCodes.refused;
    const { url: baseUrl, key: apiKey } = options;
    const server = createAgentServer({ baseUrl, headers: {}, apiKey, timeoutMilliseconds });
    if (!passes(await server.info())) return exitCodes.refused;
    await finishEarlierSubmits(server, options, io);
    return await submitAll(ready, server, options, report, io);
  } catch (error) {
    return failed(error, io);
  } finally {
    report.end();
  }
};

/** In order, up to the first that the server refuses. */
async function submitAll(
  specs: readonly ReadySpec[],
  server: AgentServer,
  options: SubmitOptions,
  report: SubmitReport,
  io: CliIo,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  for (const ready of specs) {
    try {
      const outcome = await submitSpec(ready, server, options, io);
      report.outcome(ready, outcome);
      if (!isAsAsked(outcome)) code = exitCodes.refused;
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      report.refused(ready, error.problem);
      return exitCodeOf(error.problem);
    }
  }
  return code;
}

/** Says why there is no going on, whichever cron it is about. */
function failed(error: unknown, io: CliIo): ExitCode {
  if (error instanceof ServerFailure) {
    io.err(oneLine(problemText(error.problem)));
    return exitCodeOf(error.problem);
  }
  // Nothing but the journal touches a disk here.
  if (!(error instanceof Error && "code" in error)) throw error;
  io.err(cliText("noState", { folder: stateFolder(io.env), reason: String(error.code) }));
  return exitCodes.usage;
}

/** There was no Agent Server to refuse anything. */
const unreached: ReadonlySet<ServerProblem["kind"]> = new Set(["unreachable", "timeout", "noServer"]);

function exitCodeOf({ kind }: ServerProblem): ExitCode {
  return unreached.has(kind) ? exitCodes.unreachable : exitCodes.refused;
}
