import type { Message, MessagePart } from "../base/message";
import type { Health, HealthOf } from "./health";
import { healthTexts, healthWordTexts } from "./healthTexts";

export interface HealthWords {
  /** A few words for a row. */
  readonly word: Message;
  /** What they mean, with the evidence, without the last full stop: for tooltips, pages and screen readers. */
  readonly sentences: readonly Message[];
}

/** The words for a cron's health. `timezone`: the cron's, in which moments are shown. */
export function healthWords(health: Health, timezone: string | null): HealthWords {
  const at = (moment: number): MessagePart => ({ kind: "moment", date: new Date(moment).toISOString(), timezone });
  switch (health.kind) {
    case "scheduled":
    case "never":
    case "endless":
      return said(healthWordTexts[health.kind], healthTexts[health.kind]);
    case "due":
      return said(healthWordTexts.due, healthTexts.due, { slot: at(health.slot) });
    case "running":
      return runningWords(health, at);
    case "failed":
      return failedWords(health, at);
    case "waits":
      if (!health.isCertain) return said(healthWordTexts.waits, healthTexts.waitsOnThread);
      return health.since === undefined
        ? said(healthWordTexts.waits, healthTexts.waits)
        : said(healthWordTexts.waits, healthTexts.waitsSince, { since: at(health.since) });
    case "late":
      return said(healthWordTexts.late, healthTexts.late, { slot: at(health.slot) });
    case "missed":
      return missedWords(health, at);
    case "skipped": {
      const { last, since, slots } = health;
      const text = slots === 1 ? healthTexts.skipped : healthTexts.skippedSeveral;
      return said(healthWordTexts.skipped, text, { count: slots, last: at(last), since: at(since) });
    }
    case "pilingUp":
      return said(healthWordTexts.pilingUp, healthTexts.pilingUp, { count: health.queued, since: at(health.since) });
    case "paused":
      return pausedWords(health);
    case "ended":
      return said(healthWordTexts.ended, healthTexts.ended, { at: at(health.at) });
    case "duplicate":
      return said(
        healthWordTexts.duplicate,
        health.others === 1 ? healthTexts.duplicate : healthTexts.duplicateSeveral,
        { count: health.others },
      );
  }
}

type At = (moment: number) => MessagePart;

function runningWords({ isQueued, since }: HealthOf<"running">, at: At): HealthWords {
  if (since === undefined) return said(healthWordTexts.running, healthTexts.running);
  return isQueued
    ? said(healthWordTexts.queued, healthTexts.queuedSince, { since: at(since) })
    : said(healthWordTexts.running, healthTexts.runningSince, { since: at(since) });
}

function failedWords({ atLeast, error, inARow, isCertain, since }: HealthOf<"failed">, at: At): HealthWords {
  const count = { count: inARow };
  const isOne = inARow === 1 || since === undefined;
  const several = atLeast ? healthTexts.failedAtLeast : healthTexts.failedInARow;
  const one = isCertain ? healthTexts.failed : healthTexts.failedOnThread;
  const what: Message = isOne ? { text: one } : { text: several, args: { ...count, since: at(since) } };
  const why: readonly Message[] = error === undefined ? [] : [{ text: healthTexts.error, args: { ...error } }];
  const many = atLeast ? healthWordTexts.failedAtLeast : healthWordTexts.failedInARow;
  const word = isOne ? { text: healthWordTexts.failed } : { text: many, args: count };
  return { word, sentences: [what, ...why] };
}

function missedWords({ last, since, slots }: HealthOf<"missed">, at: At): HealthWords {
  const args = { count: slots, last: at(last), since: at(since) };
  return slots === 1
    ? said(healthWordTexts.missed, healthTexts.missed, args)
    : said(healthWordTexts.missedSeveral, healthTexts.missedSeveral, args);
}

function pausedWords({ by }: HealthOf<"paused">): HealthWords {
  switch (by) {
    case "person":
      return said(healthWordTexts.pausedByPerson, healthTexts.pausedByPerson);
    case "submission":
      return said(healthWordTexts.pausedBySubmission, healthTexts.pausedBySubmission);
    case "prune":
      return said(healthWordTexts.pausedByPrune, healthTexts.pausedByPrune);
    case "unknown":
      return said(healthWordTexts.paused, healthTexts.paused);
  }
}

function said(word: string, sentence: string, args: NonNullable<Message["args"]> = {}): HealthWords {
  return { word: { text: word, args }, sentences: [{ text: sentence, args }] };
}
