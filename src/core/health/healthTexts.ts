import type { HealthKind } from "./health";

/** A few words for a row; English templates. */
export const healthWordTexts = {
  scheduled: "scheduled",
  due: "due now",
  running: "running",
  queued: "queued",
  failed: "failed",
  failedInARow: "failed {count} in a row",
  failedAtLeast: "failed {count} or more in a row",
  waits: "waits for a person",
  late: "late: the server does not run it",
  missed: "missed its last run",
  missedSeveral: "missed its last {count} runs",
  skipped: "skipped: its thread is busy",
  pilingUp: "piling up: {count} queued",
  paused: "paused",
  pausedByPerson: "paused by a person",
  pausedBySubmission: "paused: submit not finished",
  pausedByPrune: "paused: its spec is gone",
  ended: "ended",
  never: "never runs",
  endless: "starts every few seconds",
  duplicate: "duplicate",
} as const;

/** What crons with the same kind of health have in common, for groups, filters and searches; English. */
export const healthKindTexts: Readonly<Record<HealthKind, string>> = {
  scheduled: "scheduled",
  due: "due now",
  running: "running",
  failed: "failed",
  waits: "waits for a person",
  late: "late",
  missed: "missed",
  skipped: "skipped",
  pilingUp: "piling up",
  paused: "paused",
  ended: "ended",
  never: "never runs",
  endless: "starts every few seconds",
  duplicate: "duplicate",
};

/** A sentence each, without a full stop; English templates. */
export const healthTexts = {
  scheduled: "Nothing is wrong",
  due: "It was due {slot}, and the server should start it any moment",
  running: "A run is in progress",
  runningSince: "A run is in progress, created {since}",
  queuedSince: "A run is queued since {since}: it waits for its thread or for a free worker",
  failed: "Its last run failed",
  failedInARow: "Its last {count} runs failed, the first {since}",
  failedAtLeast: "Its last {count} runs failed, or more, {since} and later",
  failedOnThread: "The last run on its thread failed",
  error: "{error}: {message}",
  waits: "Its last run stopped to ask a person",
  waitsSince: "Its last run stopped to ask a person and has waited since {since}",
  waitsOnThread: "The last run on its thread stopped to ask a person",
  late: "It was due {slot}, and the server has not started it. The server's scheduler may have stopped",
  missed: "The server let its last time pass without a run, {last}",
  missedSeveral: "The server let its last {count} times pass without a run, from {since} to {last}",
  skipped: "The server started no run {last}, because its thread was busy (multitask_strategy: reject)",
  skippedSeveral:
    "The server started no run at its last {count} times, from {since} to {last}, because its thread was busy (multitask_strategy: reject)",
  pilingUp: "Its runs start faster than they end: {count} are queued, the oldest since {since}",
  paused: "It is paused",
  pausedByPerson: "Somebody has paused it",
  pausedBySubmission: "A submit that did not finish left it paused. Submit it again",
  pausedByPrune:
    "apply --prune has paused it, because its spec is gone, and deletes it after a while. Its spec switches it on again",
  ended: "Its end has passed: {at}",
  never: "The server knows no next run for it",
  endless: "Its schedule has ended, so the server starts it every few seconds. Pause or delete it",
  duplicate: "Another cron of the same spec is also enabled, so each run costs twice",
  duplicateSeveral: "{count} other crons of the same spec are also enabled, and each of their runs costs",
} as const;
