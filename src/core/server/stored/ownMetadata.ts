import type { JsonObject, JsonValue } from "../../base/json";

/** Metadata keys that begin so are ours, set at submit; all others are the user's. */
export const ownMetadataPrefix = "langgraph_crons_";

/** All of ours that there are, each flat and with a text. */
export const metadataKeys = {
  /** The spec's name: a second submit finds its cron by it. */
  name: "langgraph_crons_name",
  /** The key of one submission: finds the copies that a fault may have left. */
  submission: "langgraph_crons_submission",
  /**
   * A hash of what the cron was when the last submission had come to its end (see `cronHash`). It tells what has been
   * changed on the server since, and a cron that a submission has left paused from one that a person paused: until a
   * submission has come to its end, there stands `madeHash` of what it asked for, or `updating`.
   */
  hash: "langgraph_crons_hash",
  /** Which of the user's keys our submits have set (see `keyMark`). Only where a spec has such keys. */
  keys: "langgraph_crons_keys",
  /** The zone that the server reads differently from us, where somebody has accepted the server's times. */
  serverTimes: "langgraph_crons_server_times",
  /** On a run that was started by hand: the cron that it was started for. */
  cron: "langgraph_crons_cron",
  /** On a thread that is a lock: of what (see `lifecycle/lease`). */
  lock: "langgraph_crons_lock",
  /** On such a thread: who made it. */
  lockOwner: "langgraph_crons_lock_owner",
  /** On such a thread: changes while its owner is at work. */
  lockPulse: "langgraph_crons_lock_pulse",
  /** On such a thread: how long what its owner has sent may take, in milliseconds. */
  lockDoubt: "langgraph_crons_lock_doubt",
} as const;

/** In place of the hash while the submission that made the cron has not come to its end; `hash`: of what it asked for. */
export function madeHash(hash: string): string {
  return `made:${hash}`;
}

/** What a submission asked for that has made a cron and not come to its end; undefined where it isn't so. */
export function hashOfMade(hash: JsonValue | undefined): string | undefined {
  return typeof hash === "string" && hash.startsWith(madeHash("")) ? hash.slice(madeHash("").length) : undefined;
}

/** In place of the hash while a submission changes a cron that was there before. */
export const updating = "updating";

/** Whether it is the hash of a submission that has come to its end. */
export function isFinishedHash(hash: JsonValue | undefined): hash is string {
  return typeof hash === "string" && hash !== updating && hashOfMade(hash) === undefined;
}

/** The user's part of a cron's metadata. */
export function withoutOwnKeys(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !key.startsWith(ownMetadataPrefix)));
}
