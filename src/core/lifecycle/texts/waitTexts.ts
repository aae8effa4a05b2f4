import type { Message } from "../../base/message";
import { isSetLock, namesLock } from "../lease/lockName";
import type { CountedWait } from "../lease/lockWait";
import { submissionSteps } from "../submission/submissionSteps";

/** What is told while somebody else holds a lock. English templates. */
export const waitTexts = {
  name: "Waiting for {who}, who is writing the same cron",
  names: "Waiting for {who}, who is creating crons on this server with an apply",
  set: "Waiting for {who}, who is applying the same set; then the plan is made anew",
  most: "{waiting}. If they have broken off, this takes {seconds} seconds at most…",
  somebody: "somebody else",
} as const;

/** For whom a submit or an apply waits, and how long if nobody is there any more. It stays the same for one holder. */
export function waitMessage({ isLong, lockName, mostMilliseconds, who }: CountedWait): Message {
  if (!isLong) return { text: submissionSteps.waitingForOthers };
  const somebody = { kind: "messages", messages: [{ text: waitTexts.somebody }] } as const;
  const waiting = {
    kind: "messages",
    messages: [{ text: waitTexts[kindOf(lockName)], args: { who: who ?? somebody } }],
  } as const;
  return { text: waitTexts.most, args: { waiting, seconds: shownSeconds(mostMilliseconds) } };
}

/** With time for the looks at the lock in between, which `mostMilliseconds` doesn't count. */
function shownSeconds(milliseconds: number): number {
  return Math.ceil((milliseconds * 1.1) / 30_000) * 30;
}

function kindOf(lockName: string): "name" | "names" | "set" {
  if (lockName === namesLock) return "names";
  return isSetLock(lockName) ? "set" : "name";
}
