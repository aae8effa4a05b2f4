import { systemClock } from "../core/clock";
import { doubtAfter } from "../core/lifecycle/doubtAfter";
import { type FinishedSubmission, finishOpenSubmissions } from "../core/lifecycle/finishOpenSubmissions";
import { progressMessage } from "../core/lifecycle/outcomeTexts";
import type { ReadyCron } from "../core/lifecycle/prepareSubmit";
import { questionMessages } from "../core/lifecycle/questionTexts";
import type { SubmitAnswer, SubmitOutcome, SubmitProgress, SubmitQuestion } from "../core/lifecycle/submission";
import { submitCron } from "../core/lifecycle/submitCron";
import { submitPrepared } from "../core/lifecycle/submitPrepared";
import { englishMessage } from "../core/message";
import type { AgentServer } from "../core/server/agentServer";
import { createFileJournal } from "../node/fileJournal";
import { isRunning, ownProcess } from "../node/processes";
import type { CliIo } from "./cliIo";
import { cliText } from "./cliTexts";
import type { SpecDraft } from "./prepareSpecs";
import { printedLine } from "./printed";
import { stateFolder } from "./stateFolder";
import type { SubmitOptions } from "./submitOptions";

export const timeoutMilliseconds = 20_000;

function lifecycle(server: AgentServer, { url }: SubmitOptions, io: CliIo) {
  return { server, serverKey: url, journal: createFileJournal(stateFolder(io.env)), clock: systemClock };
}

/** Submits one cron; what it waits for is told as it goes. Throws `ServerFailure`. */
export function submitSpec(
  ready: ReadyCron<SpecDraft>,
  server: AgentServer,
  options: SubmitOptions,
  io: CliIo,
): Promise<SubmitOutcome> {
  const { name } = ready.draft;
  return submitPrepared(
    ready,
    (prepared) =>
      submitCron({
        ...lifecycle(server, options, io),
        ...prepared,
        dialect: options.dialect,
        owner: ownProcess,
        doubtMilliseconds: doubtAfter(timeoutMilliseconds),
        newSubmission: () => crypto.randomUUID(),
        confirm: async (question) => answerTo(question, name, options, io),
      }),
    (progress) => tellWait(progress, name, io),
  );
}

/** Nobody is there to be asked: what was not allowed beforehand is not done. */
function answerTo(question: SubmitQuestion, name: string, options: SubmitOptions, io: CliIo): SubmitAnswer {
  switch (question.kind) {
    case "recreate":
      return options.recreate ? "yes" : "no";
    case "overwrite":
      return options.overwrite ? "yes" : "no";
    case "adopt":
      return options.adopt ? "yes" : "no";
    case "serverTimes":
      return options.acceptServerTimes ? "yes" : "no";
    case "unsafeServer": {
      const { detail } = questionMessages(question, name, options.url);
      const words = cliText("unsafeServer", { version: question.version, detail: englishMessage(detail) });
      io.err(printedLine(cliText("failed", { name, words })));
      return "yes";
    }
  }
}

/** A step that goes as it should is told by its end; one that has to wait, or is tried again, by itself. */
function tellWait(progress: SubmitProgress, name: string, io: CliIo): void {
  const { attempt = 1, problem } = progress;
  if (problem === undefined && attempt === 1) return;
  io.err(printedLine(cliText("failed", { name, words: englishMessage(progressMessage(progress)) })));
}

/** Finishes what earlier submits have left open, which may be about other crons than those of these files. */
export async function finishEarlierSubmits(server: AgentServer, options: SubmitOptions, io: CliIo): Promise<void> {
  const finished = await finishOpenSubmissions({ ...lifecycle(server, options, io), isAlive: isRunning });
  for (const submission of finished) tellFinished(submission, io);
}

function tellFinished({ entry, outcome }: FinishedSubmission, io: CliIo): void {
  const name = entry.name ?? entry.submission;
  if (outcome === "switchedOn") io.err(printedLine(cliText("finishedSwitchedOn", { name })));
  if (outcome === "mismatch") io.err(printedLine(cliText("finishedMismatch", { name })));
}
