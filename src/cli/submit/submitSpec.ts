import type { HeldNames, HoldNamesOptions } from "../../core/apply/holdNames";
import { englishMessage, withDot } from "../../core/base/message";
import { whoWrites } from "../../core/base/whoWrites";
import { type FinishedSubmission, finishOpenSubmissions } from "../../core/lifecycle/finish/finishOpenSubmissions";
import { doubtAfter } from "../../core/lifecycle/lease/doubtAfter";
import type { ReadyCron } from "../../core/lifecycle/prepare/prepareSubmit";
import { submitPrepared } from "../../core/lifecycle/prepare/submitPrepared";
import type { JournalEntry, SubmitOptions, SubmitOutcome } from "../../core/lifecycle/submission/submission";
import { submitCron } from "../../core/lifecycle/submit/submitCron";
import { finishedMessage } from "../../core/lifecycle/texts/finishedTexts";
import type { SpecDraft } from "../../core/plan/specDrafts";
import type { AgentServer } from "../../core/server/agentServer";
import { createFileJournal } from "../../node/fileJournal";
import { isRunning, ownProcess } from "../../node/processes";
import type { CliIo } from "../cliIo";
import { cliText } from "../cliTexts";
import { printedLine } from "../printed";
import { type AllowedBeforehand, answerQuestion } from "./answerQuestion";
import { stateFolder } from "./stateFolder";
import type { SubmitSettings } from "./submitSettings";
import type { WaitPrinter } from "./waitPrinter";

/** `beat` is called whenever the submit goes on, or waits. */
type MoreOptions = Pick<SubmitOptions, "knownCrons" | "onLook" | "ownership" | "signal" | "together"> & {
  readonly waits: WaitPrinter;
  readonly beat?: () => void;
};

export const timeoutMilliseconds = 20_000;

function lifecycle(server: AgentServer, { url }: Pick<SubmitSettings, "url">, io: CliIo) {
  return { server, serverKey: url, journal: createFileJournal(stateFolder(io.env)), clock: io.clock };
}

function ofThisProcess({ env }: CliIo) {
  return {
    owner: ownProcess,
    who: whoWrites(env),
    doubtMilliseconds: doubtAfter(timeoutMilliseconds),
    newSubmission: () => crypto.randomUUID(),
  };
}

/** Locks all names, so that crons can be created together. */
export async function holdAllNames(
  names: readonly string[],
  server: AgentServer,
  {
    url,
    ...options
  }: Pick<SubmitSettings, "url"> & Pick<HoldNamesOptions, "beat" | "concurrency" | "onWait" | "signal">,
  io: CliIo,
): Promise<HeldNames | undefined> {
  const { holdNames } = await import("../../core/apply/holdNames");
  return holdNames({ ...lifecycle(server, { url }, io), ...ofThisProcess(io), ...options, names });
}

/** Submits one cron, and prints what it is waiting for. `more`: options that only some commands need. Throws `ServerFailure`. */
export function submitSpec(
  ready: ReadyCron<SpecDraft>,
  server: AgentServer,
  options: AllowedBeforehand & Pick<SubmitSettings, "dialect">,
  io: CliIo,
  { beat, waits, ...more }: MoreOptions,
): Promise<SubmitOutcome> {
  const { name } = ready.draft;
  const print = waits.of(name);
  return submitPrepared(
    ready,
    (prepared) =>
      submitCron({
        ...lifecycle(server, options, io),
        ...ofThisProcess(io),
        ...prepared,
        ...more,
        dialect: options.dialect,
        confirm: async (question) => answerQuestion(question, name, options, io),
      }),
    (progress) => {
      beat?.();
      print(progress);
    },
  );
}

/**
 * Finishes what earlier submits left open, for all names: a cron of these files may have had another name before. It
 * waits for another lock holder only if the cron is one of `names`. Writes nothing on a server without crons. Throws
 * `ServerFailure`.
 */
export async function finishEarlierSubmits(
  names: ReadonlySet<string>,
  server: AgentServer,
  options: Pick<SubmitSettings, "url"> & Pick<SubmitOptions, "signal">,
  io: CliIo,
): Promise<void> {
  if (!(await server.info()).hasCrons) return;
  const printed = new Set<JournalEntry>();
  const finished = await finishOpenSubmissions({
    ...lifecycle(server, options, io),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    isAlive: isRunning,
    waitsForHolder: ({ name }) => name !== null && names.has(name),
    onWait: (entry) => {
      if (!printed.has(entry)) io.err(printedLine(cliText("earlierWait", { name: nameOf(entry) })));
      printed.add(entry);
    },
  });
  for (const submission of finished) printFinished(submission, io);
}

function printFinished(finished: FinishedSubmission, io: CliIo): void {
  const message = finishedMessage(finished);
  if (message === undefined) return;
  const words = withDot(englishMessage(message));
  io.err(printedLine(cliText("failed", { name: nameOf(finished.entry), words })));
}

function nameOf({ name, submission }: JournalEntry): string {
  return name ?? submission;
}
