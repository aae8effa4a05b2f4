import { systemClock } from "../core/clock";
import { doubtAfter } from "../core/lifecycle/doubtAfter";
import { type FinishedSubmission, finishOpenSubmissions } from "../core/lifecycle/finishOpenSubmissions";
import type { SubmitOutcome, SubmitQuestion } from "../core/lifecycle/submission";
import { submitCron } from "../core/lifecycle/submitCron";
import { oneLine } from "../core/oneLine";
import type { AgentServer } from "../core/server/agentServer";
import { createFileJournal } from "../node/fileJournal";
import { isRunning, ownProcess } from "../node/processes";
import type { CliIo } from "./cliIo";
import { cliText } from "./cliTexts";
import type { ReadySpec } from "./prepareSpecs";
import { stateFolder } from "./stateFolder";
import type { SubmitOptions } from "./submitOptions";

export const timeoutMilliseconds = 20_000;

function lifecycle(server: AgentServer, { url }: SubmitOptions, io: CliIo) {
  return { server, serverKey: url, journal: createFileJournal(stateFolder(io.env)), clock: systemClock };
}

export function submitSpec(
  { spec: { name }, arguments: given }: ReadySpec,
  server: AgentServer,
  options: SubmitOptions,
  io: CliIo,
): Promise<SubmitOutcome> {
  return submitCron({
    ...lifecycle(server, options, io),
    name,
    arguments: given,
    dialect: options.dialect,
    owner: ownProcess,
    doubtMilliseconds: doubtAfter(timeoutMilliseconds),
    newSubmission: () => crypto.randomUUID(),
    confirm: async ({ kind }) => (isAllowed(kind, options) ? "yes" : "no"),
  });
}

/** Nobody is there to be asked: what was not allowed beforehand is not done. */
function isAllowed(kind: SubmitQuestion["kind"], { recreate, overwrite }: SubmitOptions): boolean {
  switch (kind) {
    case "recreate":
      return recreate;
    case "overwrite":
      return overwrite;
    case "adopt":
    case "serverTimes":
      return false;
    case "unsafeServer":
      return true;
  }
}

/** Finishes what earlier submits have left open, which may be about other crons than those of these files. */
export async function finishEarlierSubmits(server: AgentServer, options: SubmitOptions, io: CliIo): Promise<void> {
  const finished = await finishOpenSubmissions({ ...lifecycle(server, options, io), isAlive: isRunning });
  for (const submission of finished) tellFinished(submission, io);
}

function tellFinished({ entry, outcome }: FinishedSubmission, io: CliIo): void {
  const name = entry.name ?? entry.submission;
  if (outcome === "switchedOn") io.err(oneLine(cliText("finishedSwitchedOn", { name })));
  if (outcome === "mismatch") io.err(oneLine(cliText("finishedMismatch", { name })));
}
