import { expect, test } from "vitest";
import { englishMessage, englishSentences } from "../../../../src/core/base/message";
import type { Health, HealthWord } from "../../../../src/core/health/health";
import { healthTexts, healthWordTexts } from "../../../../src/core/health/healthTexts";
import { healthWords } from "../../../../src/core/health/healthWords";

const moment = Date.parse("2026-12-01T08:00:00Z");
const shown = "2026-12-01T08:00:00.000Z";
const failed = {
  kind: "failed",
  inARow: 1,
  atLeast: false,
  since: moment,
  slot: null,
  error: undefined,
  isCertain: true,
} as const;
const times = { since: moment, last: moment } as const;

/** Every text at least once. */
const rows: readonly (readonly [HealthWord, word: string, sentence: string])[] = [
  [{ kind: "scheduled" }, "scheduled", "Nothing is wrong"],
  [{ kind: "due", slot: moment }, "due now", `It was due ${shown}, and the server should start it any moment`],
  [{ kind: "running", since: moment, isQueued: false }, "running", `A run is in progress, created ${shown}`],
  [{ kind: "running", since: undefined, isQueued: false }, "running", "A run is in progress"],
  [
    { kind: "running", since: moment, isQueued: true },
    "queued",
    `A run is queued since ${shown}: it waits for its thread or for a free worker`,
  ],
  [failed, "failed", "Its last run failed"],
  [{ ...failed, isCertain: false, atLeast: true, since: undefined }, "failed", "The last run on its thread failed"],
  [{ ...failed, error: { error: "ValueError", message: "no" } }, "failed", "Its last run failed. ValueError: no"],
  [{ ...failed, inARow: 3 }, "failed 3 in a row", `Its last 3 runs failed, the first ${shown}`],
  [
    { ...failed, inARow: 3, atLeast: true },
    "failed 3 or more in a row",
    `Its last 3 runs failed, or more, ${shown} and later`,
  ],
  [
    { kind: "waits", since: moment, asks: [], isCertain: true },
    "waits for a person",
    `Its last run stopped to ask a person and has waited since ${shown}`,
  ],
  [
    { kind: "waits", since: undefined, asks: [], isCertain: true },
    "waits for a person",
    "Its last run stopped to ask a person",
  ],
  [
    { kind: "waits", since: undefined, asks: [], isCertain: false },
    "waits for a person",
    "The last run on its thread stopped to ask a person",
  ],
  [
    { kind: "late", slot: moment, grace: 1 },
    "late: the server does not run it",
    `It was due ${shown}, and the server has not started it. The server's scheduler may have stopped`,
  ],
  [
    { kind: "missed", slots: 1, ...times },
    "missed its last run",
    `The server let its last time pass without a run, ${shown}`,
  ],
  [
    { kind: "missed", slots: 2, ...times },
    "missed its last 2 runs",
    `The server let its last 2 times pass without a run, from ${shown} to ${shown}`,
  ],
  [
    { kind: "skipped", slots: 1, ...times },
    "skipped: its thread is busy",
    `The server started no run ${shown}, because its thread was busy (multitask_strategy: reject)`,
  ],
  [
    { kind: "skipped", slots: 2, ...times },
    "skipped: its thread is busy",
    `The server started no run at its last 2 times, from ${shown} to ${shown}, because its thread was busy (multitask_strategy: reject)`,
  ],
  [
    { kind: "pilingUp", queued: 3, atLeast: false, since: moment },
    "piling up: 3 queued",
    `Its runs start faster than they end: 3 are queued, the oldest since ${shown}`,
  ],
  [{ kind: "paused", by: "unknown" }, "paused", "It is paused"],
  [
    { kind: "paused", by: "prune" },
    "paused: its spec is gone",
    "apply --prune has paused it, because its spec is gone, and deletes it after a while. Its spec switches it on again",
  ],
  [{ kind: "paused", by: "person" }, "paused by a person", "Somebody has paused it"],
  [
    { kind: "paused", by: "submission" },
    "paused: submit not finished",
    "A submit that did not finish left it paused. Submit it again",
  ],
  [{ kind: "ended", at: moment }, "ended", `Its end has passed: ${shown}`],
  [{ kind: "never" }, "never runs", "The server knows no next run for it"],
  [
    { kind: "endless", lastSlot: moment },
    "starts every few seconds",
    "Its schedule has ended, so the server starts it every few seconds. Pause or delete it",
  ],
  [
    { kind: "duplicate", others: 1 },
    "duplicate",
    "Another cron of the same spec is also enabled, so each run costs twice",
  ],
  [
    { kind: "duplicate", others: 2 },
    "duplicate",
    "2 other crons of the same spec are also enabled, and each of their runs costs",
  ],
];

const wordsOf = (word: HealthWord) =>
  healthWords({ ...word, lastRun: undefined, next: undefined, until: undefined } as Health, null);

test.each(rows)("%j is worded", (given, word, sentence) => {
  const words = wordsOf(given);
  expect(englishMessage(words.word)).toBe(word);
  expect(englishSentences(words.sentences)).toBe(sentence);
});

test("no text is left over", () => {
  const all = rows.map(([given]) => wordsOf(given));
  const texts = (record: Readonly<Record<string, string>>) => new Set(Object.values(record));
  expect(new Set(all.map(({ word }) => word.text))).toEqual(texts(healthWordTexts));
  expect(new Set(all.flatMap(({ sentences }) => sentences.map(({ text }) => text)))).toEqual(texts(healthTexts));
});

test("moments are shown in the cron's zone", () => {
  const health = { kind: "ended", at: moment, lastRun: undefined, next: undefined, until: undefined } as const;
  const [sentence] = healthWords(health, "Europe/Berlin").sentences;
  expect(sentence?.args?.at).toEqual({ kind: "moment", date: shown, timezone: "Europe/Berlin" });
});
