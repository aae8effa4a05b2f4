import type * as vscode from "vscode";
import type { HeldNames } from "../../core/apply/holdNames";
import { systemClock } from "../../core/base/clock";
import { whoWrites } from "../../core/base/whoWrites";
import type { MoveOptions, MoveOutcome } from "../../core/lifecycle/actions/moveCron";
import type { RestoreOptions, RestoreOutcome } from "../../core/lifecycle/actions/restoreCron";
import { sweepCopies } from "../../core/lifecycle/finish/sweepCopies";
import type { Journal, SubmitOptions, SubmitOutcome } from "../../core/lifecycle/submission/submission";
import { submitCron } from "../../core/lifecycle/submit/submitCron";
import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import type { Cron } from "../../core/server/cron";
import { isRunning, ownProcess } from "../../node/processes";
import { tellFinished } from "../words/tellFinished";
import type { Connection } from "./connections/connection";
import { ownDoubt } from "./ownDoubt";
import type { ScratchThreads } from "./scratchThreads";
import type { Servers } from "./servers";

export { cronToArguments } from "../../core/compare/cronToArguments";
export { exportCron } from "../../core/compare/exportCron";
export { cancelRuns } from "../../core/lifecycle/actions/cancelRuns";
export { nameCron } from "../../core/lifecycle/actions/nameCron";
export { runNow } from "../../core/lifecycle/actions/runNow";
export { pauseCron, resumeCron } from "../../core/lifecycle/actions/setEnabled";
export { deleteOnce, patchOnce } from "../../core/lifecycle/actions/writeOnce";
export { cronReader, findCrons } from "../../core/lifecycle/onServer/findCrons";
export { openServer } from "./connections/openServer";
export { ownDoubt };

/** Creates or updates a cron exactly once, for this window and connection. */
export function submitTo(
  server: AgentServer,
  connection: Connection,
  journal: Journal,
  options: Parameters<Servers["submit"]>[1] & Partial<Pick<SubmitOptions, "clock">>,
): Promise<SubmitOutcome> {
  return submitCron({ clock: systemClock, ...options, ...partsOf(server, connection, journal) });
}

/** Locks all names, so that crons can be created together. */
export async function holdNamesOf(
  server: AgentServer,
  connection: Connection,
  journal: Journal,
  options: Parameters<Servers["holdNames"]>[1],
): Promise<HeldNames | undefined> {
  // Needed only to apply a plan: loaded then.
  const { holdNames } = await import("../../core/apply/holdNames");
  return holdNames({ clock: systemClock, ...options, ...partsOf(server, connection, journal) });
}

/** Makes a deleted cron again, at most once. */
export async function restoreTo(
  server: AgentServer,
  connection: Connection,
  journal: Journal,
  options: Omit<RestoreOptions, keyof ReturnType<typeof partsOf> | "clock"> & Partial<Pick<SubmitOptions, "clock">>,
): Promise<RestoreOutcome> {
  // Only to undo a deletion: loaded then.
  const { restoreCron } = await import("../../core/lifecycle/actions/restoreCron");
  return restoreCron({ clock: systemClock, ...options, ...partsOf(server, connection, journal) });
}

/** Moves a cron to another thread or assistant. */
export async function moveOn(
  server: AgentServer,
  connection: Connection,
  journal: Journal,
  options: Omit<MoveOptions, keyof ReturnType<typeof partsOf> | "clock"> & Partial<Pick<SubmitOptions, "clock">>,
): Promise<MoveOutcome> {
  // Few move crons: loaded then.
  const { moveCron } = await import("../../core/lifecycle/actions/moveCron");
  return moveCron({ clock: systemClock, ...options, ...partsOf(server, connection, journal) });
}

/** What is the same for all submissions of this window to a connection. */
function partsOf(server: AgentServer, connection: Connection, journal: Journal) {
  return {
    server,
    serverKey: journalKey(connection),
    dialect: connection.dialect,
    journal,
    newSubmission: () => crypto.randomUUID(),
    owner: ownProcess,
    who: whoWrites(process.env),
    doubtMilliseconds: ownDoubt(),
  };
}

/** Finishes what an earlier crash or a lost answer left open, then removes paused copies among the crons. */
export async function cleanUp(
  server: AgentServer,
  connection: Connection,
  journal: Journal,
  log: vscode.LogOutputChannel,
  crons: () => readonly Cron[],
  options: CallOptions,
): Promise<void> {
  const notes = { journal, serverKey: journalKey(connection) };
  if ((await journal.entries()).some((entry) => entry.server === notes.serverKey)) {
    // Needed only after a crash or a lost answer: loaded then.
    const { finishOpenSubmissions } = await import("../../core/lifecycle/finish/finishOpenSubmissions");
    const finished = await finishOpenSubmissions({
      ...options,
      ...notes,
      server,
      clock: systemClock,
      isAlive: isRunning,
      doubtMilliseconds: ownDoubt(),
    });
    for (const each of finished) {
      if (each.outcome === "open") continue;
      log.info(`An earlier submission (${each.entry.submission}) was finished: ${each.outcome}`);
      tellFinished(each, connection.name);
    }
  }
  if (options.signal?.aborted === true) return;
  const swept = await sweepCopies(server, crons(), { ...options, notes, doubtMilliseconds: ownDoubt() });
  for (const id of swept) log.info(`The paused copy ${id} of a submission was deleted`);
}

/** Deletes the threads of tries that a closed window has left, as far as nobody uses them. */
export async function removeScratch(
  server: AgentServer,
  connection: Connection,
  scratch: ScratchThreads,
  log: vscode.LogOutputChannel,
  crons: readonly Cron[],
  options: CallOptions,
): Promise<void> {
  const left = scratch.left(connection);
  if (left.length === 0) return;
  // Needed only after a window has died: loaded then.
  const { removeLeftScratch } = await import("../../core/lifecycle/actions/leftScratch");
  for (const note of left) {
    if (options.signal?.aborted === true) return;
    const end = await removeLeftScratch(note, { ...options, server, crons, now: systemClock.now() });
    if (end === "deleted") log.info(`The thread ${note.threadId} of a try was deleted`);
    if (end !== "open") await scratch.end(note.threadId, true);
  }
}

/** A connection with another address is another server: submits begun on the old one are finished only there. */
function journalKey({ id, url }: Connection): string {
  return `${id} ${url}`;
}
