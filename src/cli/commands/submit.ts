import type { ReadyCron } from "../../core/lifecycle/prepare/prepareSubmit";
import type { SubmitOutcome } from "../../core/lifecycle/submission/submission";
import { isAsAsked } from "../../core/lifecycle/texts/outcomeTexts";
import type { SpecDraft } from "../../core/plan/specDrafts";
import { isLoopback } from "../../core/server/address/serverUrl";
import type { AgentServer } from "../../core/server/agentServer";
import { createAgentServer } from "../../core/server/httpAgentServer";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { type CliIo, type ExitCode, exitCodes } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Command } from "../commandTable";
import { printUnreadable } from "../files/findingLines";
import { loadSpecFiles } from "../files/loadSpecFiles";
import { printedLine } from "../printed";
import { exitCodeOf } from "../problemText";
import { minimumMinutes } from "../sharedOptions";
import { interruptible } from "../submit/interruptible";
import { checkAll, prepareSpecs } from "../submit/prepareSpecs";
import { RenamedSpecs } from "../submit/renamedSpecs";
import { SubmitOutput } from "../submit/submitOutput";
import { readSubmitSettings, type SubmitSettings } from "../submit/submitSettings";
import { finishEarlierSubmits, submitSpec, timeoutMilliseconds } from "../submit/submitSpec";
import { tellStop } from "../submit/tellStop";
import { WaitPrinter } from "../submit/waitPrinter";

export const submitCommand: Command<"submit"> = async (given, io) => {
  const options = readSubmitSettings(given, io);
  const { files, unreadable } = await loadSpecFiles(options.paths, io);
  const output = new SubmitOutput(options.format, io, files);
  try {
    if (unreadable.length > 0) {
      printUnreadable(unreadable, options.format, io);
      const check = {
        now: io.clock.now(),
        minimumMinutes,
        dialect: options.dialect,
        onLoopback: isLoopback(options.url),
      };
      for (const file of checkAll(files, check)) output.findings(file);
      return exitCodes.usage;
    }
    const { url: baseUrl, key: apiKey } = options;
    const server = createAgentServer({ baseUrl, headers: {}, apiKey, timeoutMilliseconds });
    const prepared = await prepareSpecs(files, options, server, io);
    for (const file of prepared.files) output.findings(file);
    if (prepared.kind === "refused") return exitCodes.refused;
    const code = await interruptible(io, async (signal) => {
      const names = new Set(prepared.crons.map(({ draft }) => draft.name));
      await finishEarlierSubmits(names, server, { ...options, signal }, io);
      signal.throwIfAborted();
      const renamed = new RenamedSpecs(server, files, io);
      const waits = new WaitPrinter(io);
      return submitAll(prepared.crons, { server, options, output, renamed, signal, waits, io });
    });
    return code ?? exitCodes.refused;
  } catch (error) {
    return tellStop(error, options, io);
  } finally {
    output.end();
  }
};

interface SubmitParts {
  readonly server: AgentServer;
  readonly options: SubmitSettings;
  readonly output: SubmitOutput;
  readonly renamed: RenamedSpecs;
  readonly signal: AbortSignal;
  readonly waits: WaitPrinter;
  readonly io: CliIo;
}

/** In order; stops at the first cron that the server refuses, and at a cancel. */
async function submitAll(crons: readonly ReadyCron<SpecDraft>[], parts: SubmitParts): Promise<ExitCode> {
  const { io, output, signal } = parts;
  let code: ExitCode = exitCodes.done;
  for (const [index, ready] of crons.entries()) {
    if (signal.aborted) {
      const names = crons.slice(index).map(({ draft: { name } }) => name);
      io.err(printedLine(cliText("cancelledRest", { names: names.join(", ") })));
      return exitCodes.refused;
    }
    try {
      const outcome = await submitOne(ready, parts);
      if (!isAsAsked(outcome)) code = exitCodes.refused;
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      output.refused(ready.draft, error.problem);
      return exitCodeOf(error.problem);
    }
  }
  return code;
}

async function submitOne(ready: ReadyCron<SpecDraft>, parts: SubmitParts): Promise<SubmitOutcome> {
  const { io, options, output, renamed, server, signal, waits } = parts;
  const taken = options.adopt ? await renamed.takeOver(ready) : undefined;
  if (taken !== undefined) output.takenOver(ready.draft, taken);
  const outcome = await submitSpec(ready, server, options, io, { signal, waits });
  output.outcome(ready.draft, outcome, outcome.kind === "created" ? await renamed.leftBehind(ready) : []);
  return outcome;
}
