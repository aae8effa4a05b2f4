import type { Message } from "../../../core/base/message";
import type { ServerProblem } from "../../../core/server/problems/serverProblem";

type WordArguments = Readonly<Record<string, string | number>>;

/** What the host says in the user's language. */
export interface FormWords {
  /** One of our English texts, with its `{name}`s replaced. */
  readonly translate: (text: string, args?: WordArguments) => string;
  /** A sentence from core's catalogues, without its full stop. */
  readonly message: (message: Message) => string;
  /** What a server's problem is and how to fix it, as whole sentences. */
  readonly problem: (problem: ServerProblem) => string;
  /** A moment (epoch milliseconds) as the clocks of a zone show it. */
  readonly moment: (time: number, zone: string) => string;
  /** Names or labels as a list. */
  readonly list: (names: readonly string[]) => string;
  /** A time span in milliseconds. */
  readonly duration: (milliseconds: number) => string;
  readonly count: (count: number) => string;
  /** A spec file's URI in the form that people know. */
  readonly file: (uri: string) => string;
  /** The message for any failure. */
  readonly failure: (failure: unknown) => string;
}

/** English templates of the host's messages about a form. */
export const formHostTexts = {
  untrusted: "Nothing is sent to a server, and no key is read, until you trust this workspace.",
  checking: "Checking…",
  lookAtErrors: "Nothing was sent. Correct the fields marked with an error: {fields}.",
  lookAtWarnings: "Nothing was sent yet. Read the warnings at {fields}, then create the cron anyway or change it.",
  refused: "The server refused it; no cron was created or changed. Correct the fields marked with an error: {fields}.",
  declined: "Nothing was sent.",
  cancelled: "Cancelled. No cron was left behind.",
  interrupted:
    "A submit of this form was interrupted when the window was closed or reloaded. What it started on {server} is finished at the next refresh. Submitting again is safe: it finds the same cron.",
  openAgain: "{words}. Submitting again is safe: it finds the same cron.",
  removed:
    "The connection “{server}” was removed. Nothing was sent: choose the server that the cron goes to, or save it as a spec file.",
  moved: "“{server}” has another address now: {url}. Nothing was sent: first say whether the cron goes there.",
  paused: "It is paused, as you asked.",
  noNextRun: "The server gives no next run.",
  nextRun: "Next run: {moment} ({zone}).",
  pausedAdvice: "Change the schedule, or resume the cron in the tree if the server is right.",
  jsonFirst: "Correct {fields} first: what can’t be read can’t be saved.",
  requestFirst: "Fill in or correct {fields} first.",
  tryStarting: "Starting a run…",
  tryQueued: "The run waits for its turn…",
  tryRunning: "The run is at work…",
  tryCancelling: "Cancelling the run…",
  tryAnswered: "Answered after {time}.",
  tryTokens: "{total} tokens ({input} in, {output} out).",
  tryEmpty: "Ended well after {time}, with an empty state.",
  tryFailed: "Failed after {time}.",
  tryFailedAt: "Failed after {time}, at the node {node}.",
  tryNoReason: "The server doesn't say why.",
  tryWaits: "Stopped after {time} to wait for a person, as each run of the cron will.",
  tryNext: "Stopped at {nodes}.",
  tryCancelled: "Cancelled after {time}.",
  tryUnknown: "It ended after {time}, with a status that is not known here.",
  tryUnread: "The run was started, but what becomes of it can't be read. {reason}",
  tryLost: "No answer came, and no run has appeared. {reason}",
  tryUntold:
    "No answer came, and this server does not tell whose a run is. Look at the thread: the run may be there. {reason}",
  tryScratchGone: "It ran on a thread of its own, which is deleted.",
  tryScratchUnused: "The thread that was made for it is deleted.",
  tryScratchLeft:
    "The thread that was made for it could not be deleted: {thread}. {reason} It is tried again at the next refresh.",
  tryOnThread: "It ran on the thread {thread}, where it stays.",
  tryOutdated: "The form has changed since this run.",
  tryNoWebhook: "The webhook was not called.",
  fileFollows: "{file} now has the same values; save it to keep them.",
  fileSame: "{file} already has the same values.",
  fileFailed: "{file} could not be changed: {reason}",
  ended: "“{name}” on {server}: {message}",
  gone: "The connection “{server}” was removed: there is no server to ask. What you type is used as it is.",
  chooseAssistant: "Choose an assistant to see its graph’s nodes, or type a node’s name.",
  useSchedule: "Use {schedule}",
  useMeaning: "“{text}”: {schedule}",
  endPaused: "It is paused, so it does not run.",
  endTime: "The end removes all runs from {moment} on.",
  endTimeOnly: "The end is before the first run: it never runs.",
  endLast:
    "The last one is {moment}. After it the server starts the cron every few seconds, until it is paused or deleted.",
  endNever: "It never runs.",
  endRandom: "The server picks its run times at random.",
  kept: "The draft of “{name}” is kept. Create Cron offers it again.",
  keptOfSpec: "The draft of “{name}” is kept. Opening it in the form offers it again.",
  nameOnServer: "{server} already has a cron of this name: you will be asked whether to change that one.",
  useName: "Use “{name}”",
  setBack: "Set Back",
  takenOver: "Changed on {server} while this form was open, and taken over here: {fields}.",
  cronGone: "The cron was deleted on {server} while this form was open. A submit makes it again, with a new ID.",
  changedMeanwhile:
    "Nothing was sent: the cron was changed on {server} while this form was open. Look at what changed, then press again.",
  anewForChanged: "The server can’t change {fields} of a cron that exists.",
  anewForCleared: "The server can’t remove {fields} from a cron that exists.",
  anewOnOldServer:
    "Servers before 0.7.21 can’t change a cron. So it is deleted and made anew, with another ID; you are asked before. Its runs stay.",
  anew: "So it is deleted and made anew, with another ID; you are asked before. Its runs stay.",
  nameTaken: "{server} already has a cron “{name}”. Update it with the form's values?",
} as const;
