import type { Message, MessagePart } from "../base/message";
import { problemMessage } from "../server/problems/problemTexts";
import type { Mismatch, SubmitOutcome, SubmitProgress, SubmittedCron } from "./submission";
import { submissionSteps } from "./submissionSteps";

/** The result of a submission, without the cron's name and the final full stop. English templates. */
export const outcomeTexts = {
  created: "Created",
  createdPaused: "Created, paused",
  updated: "Updated: {changed}",
  recreated: "Deleted and created anew, because of {because}",
  unchanged: "Unchanged: the server has it as it stands here",
  staysPaused: 'It was paused on the server and stays so without "enabled": true',
  notPausedFirst: "This server can't pause crons, so it was on from the start",
  tookRival: "Another submit of it, at the same time, had made this cron first",
  tookUnnamed: "It is the cron without a name that was there already, and has its name now",
  notTaken: "The server did not take {names}: it still has what it had before. Only a new cron can be as it says here",
  overruled: "In the metadata the server keeps its own value of {keys}, whatever it says here: leave that out",
  needsRecreate: "Not changed: {because} can only change in a new cron",
  needsOverwrite: "Not changed: it was changed on the server since it was last submitted",
  needsAdopt: "Not created: there is a cron without a name that is the same in all that it says here ({ids})",
  needsAdoptSeveral:
    "Not created: there are {count} crons without a name that are the same in all that it says here ({ids})",
  mismatchPaused: "Left paused, because the server reads it differently: {mismatches}",
  mismatchDeleted: "Deleted again, because the server reads it differently: {mismatches}",
  mismatchOn:
    "Still switched on, though the server reads it differently, since it can't be paused now: {mismatches}. Pause it, or submit it again",
  mismatchZoneData: "The server has other time-zone data than this computer",
  mismatchRun: "next run {got} there, {expected} here",
  mismatchValue: "{what} is {got} there, {expected} here",
  ambiguous: "Not changed: {count} crons of this name are switched on ({ids}). Pause or delete all but one",
  open: "Not known yet, and finished later: {problem}",
  cancelled: "Cancelled: nothing was switched on",
} as const;

/** What a progress display shows while a step waits. English templates. */
export const progressTexts = {
  waiting: "{problem}. Waiting {seconds} seconds until the server can't be still at it (try {attempt})…",
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
    case "cancelled":
      return [{ text: outcomeTexts.cancelled }];
  }
}

/** The text of a progress display. */
export function progressMessage({ step, attempt = 1, problem, waitMilliseconds }: SubmitProgress): Message {
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
