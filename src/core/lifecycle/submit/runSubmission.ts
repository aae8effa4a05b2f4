import { checkVersion } from "../../checks/rules/checkVersion";
import { findingMessage } from "../../finding/findingMessage";
import { capabilitiesOf } from "../../server/capabilities";
import type { ServerInfo } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { askInfo } from "../lease/askInfo";
import { LeaseLost } from "../lease/lease";
import { overtaken } from "../lease/overtaken";
import { argumentsHash } from "../onServer/cronHash";
import { Asked } from "../submission/askedQuestions";
import { asMade } from "../submission/ownCrons";
import type { SubmitOptions, SubmitOutcome } from "../submission/submission";
import { SubmissionWork } from "../submission/submissionWork";
import { giveUp, leaveOpen } from "./giveUp";

/** How often a submission starts again because someone else took over. */
const maximumRounds = 6;

/** What one attempt does. Throws `LeaseLost` if it must start again, and `Asked` if the user must be asked first. */
export type Attempt<Outcome> = (work: SubmissionWork) => Promise<Outcome>;

/** How a submission can end before or beside its attempt; `created`, `recreated`: a refresh finished it meanwhile. */
export type CutShort = Extract<SubmitOutcome, { readonly kind: "created" | "recreated" | "open" | "cancelled" }>;

/**
 * Runs a submission: attempts, with questions between them, until one ends. However it ends, no second cron stays
 * switched on; what can't be cleaned up now stays in the journal for `finishOpenSubmissions`. Throws `ServerFailure` if
 * the server refuses or can't be reached.
 */
export async function runSubmission<Outcome>(
  options: SubmitOptions,
  attempt: Attempt<Outcome>,
): Promise<Outcome | CutShort> {
  const work = await begin(options);
  if (work === "cancelled") return { kind: "cancelled" };
  try {
    return await untilDone(work, attempt);
  } catch (error) {
    if (work.finishedByOthers !== undefined) return asMade(work, work.finishedByOthers);
    if (work.isCancelled) return cancelled(work);
    if (work.isCommitted && error instanceof ServerFailure) return { kind: "open", problem: error.problem };
    throw error;
  }
}

function cancelled({ finishedEarlier, mayStayOn }: SubmissionWork): CutShort {
  if (mayStayOn !== undefined) return { kind: "open", problem: mayStayOn };
  return { kind: "cancelled", ...(finishedEarlier === undefined ? {} : { finishedEarlier }) };
}

async function begin(options: SubmitOptions): Promise<SubmissionWork | "cancelled"> {
  const { signal, together } = options;
  try {
    const info = together?.info ?? (await askInfo(options));
    refuseNeverRunning(options, info);
    return new SubmissionWork(options, capabilitiesOf(info), info.version, await argumentsHash(options.arguments));
  } catch (error) {
    if (signal?.aborted === true) return "cancelled";
    throw error;
  }
}

async function untilDone<Outcome>(work: SubmissionWork, attempt: Attempt<Outcome>): Promise<Outcome> {
  for (let round = 1; ; ) {
    try {
      return await once(work, attempt);
    } catch (error) {
      if (error instanceof Asked) {
        await ask(work, error);
      } else if (error instanceof LeaseLost) {
        if (round === maximumRounds) {
          await end(work);
          throw overtaken("Others keep submitting a cron of this name.");
        }
        round += 1;
      } else throw error;
    }
  }
}

/** One attempt, with its remains cleaned up while the lease is still held. */
async function once<Outcome>(work: SubmissionWork, attempt: Attempt<Outcome>): Promise<Outcome> {
  let isOver = true;
  try {
    return await attempt(work);
  } catch (error) {
    if (error instanceof Asked || error instanceof LeaseLost) isOver = work.createState === "notSent";
    else isOver = await end(work);
    throw error;
  } finally {
    await letGo(work, isOver);
  }
}

/** Returns true if nothing of the submission is left to finish. */
async function end(work: SubmissionWork): Promise<boolean> {
  if (!work.isCommitted) return giveUp(work);
  await leaveOpen(work);
  return false;
}

async function letGo(work: SubmissionWork, isOver: boolean): Promise<void> {
  const released = await work.releaseLease();
  if (!isOver) return;
  const { journal } = work.options;
  const { owner: _owner, ...entry } = work.entry;
  try {
    if (released) await journal.remove(work.submission);
    else await journal.write({ ...entry, onlyLock: true });
  } catch {
    // The result of the submission is still valid; `finishOpenSubmissions` removes the remaining entry.
  }
}

async function ask(work: SubmissionWork, { question }: Asked): Promise<void> {
  try {
    await work.ask(question);
  } catch (error) {
    await giveUp(work);
    throw error;
  }
}

/** An earlier check of the arguments may not have known the server's version yet. */
function refuseNeverRunning({ arguments: given }: SubmitOptions, server: ServerInfo): void {
  const finding = checkVersion({ ...given }, { server }).find(({ severity }) => severity === "error");
  if (finding === undefined) return;
  const problem = { kind: "rejected", status: 0, detail: findingMessage(finding) } as const;
  const [parameter] = finding.path;
  throw new ServerFailure({ ...problem, parameter: String(parameter) }, { method: "POST", path: "/runs/crons" });
}
