import type { Message, MessagePart } from "../../base/message";
import { problemMessage } from "../../server/problems/problemTexts";
import type { Mismatch, SubmitOutcome, SubmitProgress, SubmittedCron } from "../submission/submission";
import { submissionSteps } from "../submission/submissionSteps";
import { waitMessage } from "./waitTexts";

/** The result of a submission, without the cron's name and the final full stop. English templates. */
export const outcomeTexts = {
  created: "Created",
  createdPaused: "Created, paused",
  updated: "Updated: {changed}",
  recreated: "Deleted and recreated, because of {because}",
  unchanged: "Unchanged: the server already has it like this",
  staysPaused: 'It was paused on the server and stays paused without "enabled": true',
  notPausedFirst: "This server can't pause crons, so it was switched on from the start",
  tookRival: "Another submit at the same time created this cron first",
  tookUnnamed: "It is the existing cron without a name, and now has this name",
  notTaken: "The server did not apply {names}: it still has the old values. Only a new cron can have these",
  overruled: "In the metadata the server always keeps its own value of {keys}: leave that out",
  needsRecreate: "Not changed: {because} can only change in a new cron",
  needsOverwrite: "Not changed: it was changed on the server since the last submit",
  needsAdopt: "Not created: there is already a cron without a name with these values ({ids})",
  needsAdoptSeveral: "Not created: there are already {count} crons without a name with these values ({ids})",
  mismatchPaused: "Left paused, because the server reads it differently: {mismatches}",
  mismatchDeleted: "Deleted again, because the server reads it differently: {mismatches}",
  mismatchOn:
    "The server reads it differently, but it can't be paused now and is still switched on: {mismatches}. Pause it, or submit it again",
  mismatchZoneData: "The server's time-zone data differs from this computer's",
  mismatchRun: "next run {got} there, {expected} here",
  mismatchValue: "{what} is {got} there, {expected} here",
  ambiguous: "Not changed: {count} crons of this name are switched on ({ids}). Pause or delete all but one",
  open: "Not known yet; it will be finished later: {problem}",
  cancelled: "Cancelled: nothing was switched on",
  cancelledLater: "Cancelled. The cron of an earlier, interrupted submit is now switched on",
} as const;

/** What a progress display shows while a step waits. English templates. */
export const progressTexts = {
  waiting: "{problem}. Waiting {seconds} seconds, as the server may still be working on it (try {attempt})…",
  again: "{step} (try {attempt})",
} as const;

/** The result of a submission as sentences without full stops: the result first, then anything else worth knowing. */
export function outcomeMessages(outcome: SubmitOutcome): readonly [Message, ...Message[]] {
  switch (outcome.kind) {
    case "created": {
      const text = outcome.cron.enabled ? outcomeTexts.created : outcomeTexts.createdPaused;
      return [{ text }, ...(outcome.pausedFirst ? [] : [{ text: outcomeTexts.notPausedFirst }]), ...besides(outcome)];
    }
    case "updated":
      return [{ text: outcomeTexts.updated, args: { changed: names(outcome.changed) } }, ...besides(outcome)];
    case "recreated":
      return [{ text: outcomeTexts.recreated, args: { because: names(outcome.because) } }, ...besides(outcome)];
    case "unchanged":
      return [{ text: outcomeTexts.unchanged }, ...besides(outcome)];
    case "needsRecreate":
      return [{ text: outcomeTexts.needsRecreate, args: { because: names(outcome.because) } }];
    case "needsOverwrite":
      return [{ text: outcomeTexts.needsOverwrite }];
    case "needsAdopt": {
      const text = outcome.crons.length === 1 ? outcomeTexts.needsAdopt : outcomeTexts.needsAdoptSeveral;
      return [{ text, args: cronsArgs(outcome.crons) }];
    }
    case "mismatch":
      return mismatchMessages(outcome);
    case "ambiguous":
      return [{ text: outcomeTexts.ambiguous, args: cronsArgs(outcome.crons) }];
    case "open":
      return [{ text: outcomeTexts.open, args: { problem: part(problemMessage(outcome.problem)) } }];
    case "cancelled": {
      const isNone = outcome.finishedEarlier === undefined;
      return [{ text: isNone ? outcomeTexts.cancelled : outcomeTexts.cancelledLater }];
    }
  }
}

/** The text of a progress display. */
export function progressMessage({ step, attempt = 1, others, problem, waitMilliseconds }: SubmitProgress): Message {
  if (others !== undefined) return waitMessage(others);
  const text = submissionSteps[step];
  if (problem !== undefined && waitMilliseconds !== undefined) {
    const seconds = Math.ceil(waitMilliseconds / 1000);
    return { text: progressTexts.waiting, args: { problem: part(problemMessage(problem)), seconds, attempt } };
  }
  return attempt === 1 ? { text } : { text: progressTexts.again, args: { step: part({ text }), attempt } };
}

/** Whether the server now has what was asked for; also false if nothing was done, as after a cancel. */
export function isAsAsked(outcome: SubmitOutcome): boolean {
  return "notTaken" in outcome && outcome.notTaken.length === 0;
}

function besides(outcome: SubmittedCron & { readonly staysPaused?: boolean }): readonly Message[] {
  const { notTaken, overruled = [], staysPaused, took } = outcome;
  const left = overruled.length === 0 ? notTaken : notTaken.filter((name) => name !== "metadata");
  return [
    ...(took === "rival" ? [{ text: outcomeTexts.tookRival }] : []),
    ...(took === "unnamed" ? [{ text: outcomeTexts.tookUnnamed }] : []),
    ...(staysPaused === true ? [{ text: outcomeTexts.staysPaused }] : []),
    ...(left.length === 0 ? [] : [{ text: outcomeTexts.notTaken, args: { names: names(left) } }]),
    ...(overruled.length === 0 ? [] : [{ text: outcomeTexts.overruled, args: { keys: names(overruled) } }]),
  ];
}

const mismatchTexts = { paused: "mismatchPaused", deleted: "mismatchDeleted", on: "mismatchOn" } as const;

function mismatchMessages(outcome: Extract<SubmitOutcome, { kind: "mismatch" }>): readonly [Message, ...Message[]] {
  const { cause, cron, left, mismatches } = outcome;
  const messages = mismatches.map((mismatch) => mismatchMessage(mismatch, cron.timezone));
  const said: Message = {
    text: outcomeTexts[mismatchTexts[left]],
    args: { mismatches: { kind: "messages", messages } },
  };
  return cause === "zoneData" ? [said, { text: outcomeTexts.mismatchZoneData }] : [said];
}

/** How the server reads the cron, and how we do. `timezone`: the cron's zone, used to show its runs. */
export function mismatchMessage({ expected, got, what }: Mismatch, timezone: string | null): Message {
  if (what !== "next_run_date") return { text: outcomeTexts.mismatchValue, args: { what, got, expected } };
  const moment = (date: string) => ({ kind: "moment", date, timezone }) as const;
  return { text: outcomeTexts.mismatchRun, args: { got: moment(got), expected: moment(expected) } };
}

function cronsArgs(crons: readonly { readonly cron_id: string }[]) {
  return { count: crons.length, ids: names(crons.map(({ cron_id }) => cron_id)) };
}

function names(all: readonly string[]): MessagePart {
  return { kind: "names", names: all };
}

function part(message: Message): MessagePart {
  return { kind: "messages", messages: [message] };
}
