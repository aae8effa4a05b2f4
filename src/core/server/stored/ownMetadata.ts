import type { JsonObject, JsonValue } from "../../base/json";

/** Metadata keys with this prefix are ours, set at submit; all others are the user's. */
export const ownMetadataPrefix = "langgraph_crons_";

/** All our keys, each flat and with a text value. */
export const metadataKeys = {
  /** The spec's name, by which a second submit finds its cron. */
  name: "langgraph_crons_name",
  /** The key of one submission, which finds the copies that a failure may have left. */
  submission: "langgraph_crons_submission",
  /**
   * A hash of the cron when its last submission finished (see `cronHash`). Shows what was changed on the server since,
   * and whether a submission or the user left a cron paused: until a submission has finished, this is `madeHash` of
   * what it asked for, or `updating`. A cron created to replace another one says so here until then (`Replacement`).
   */
  hash: "langgraph_crons_hash",
  /** Which of the user's keys our submits set (see `keyMark`); only if a spec has such keys. */
  keys: "langgraph_crons_keys",
  /** The zone that the server reads differently, if the user accepted the server's times. */
  serverTimes: "langgraph_crons_server_times",
  /** On a cron without a name that a move made, or that undoes a deletion: the id of the cron that it stands for. */
  replaces: "langgraph_crons_replaces",
  /** The id of the set of crons that an apply with an environment has taken it into (see `ownership`). */
  set: "langgraph_crons_set",
  /** Whether its spec says that prune must leave it: when prune asks, the spec is gone. */
  protect: "langgraph_crons_protect",
  /** When prune paused it, and whether it was on; empty once it has a spec again. */
  pruned: "langgraph_crons_pruned",
  /** On a run started by hand: the cron it was started for. */
  cron: "langgraph_crons_cron",
  /** On a run that was started to try a cron's values, and on the thread that was made for it: the key of that try. */
  try: "langgraph_crons_try",
  /** On a lock thread: what it locks (see `lifecycle/lease`). */
  lock: "langgraph_crons_lock",
  /** On a lock thread: who created it. */
  lockOwner: "langgraph_crons_lock_owner",
  /** On a lock thread: changes while its owner is active. */
  lockPulse: "langgraph_crons_lock_pulse",
  /** On a lock thread: how long its owner's requests may take, in milliseconds. */
  lockDoubt: "langgraph_crons_lock_doubt",
} as const;

/** What a paused cron stands in for, so that any machine knows what is due once the other cron is gone. */
export interface Replacement {
  /** The id of the cron that its submission deletes. */
  readonly replaces: string;
  /** Whether it is to be on in the end; false if the other one had been paused by a person. */
  readonly enabled: boolean;
}

/**
 * Replaces the hash until the submission that created the cron has finished; `hash`: of what it asked for. The
 * replacement is part of the hash, so that it goes when the submission has finished.
 */
export function madeHash(hash: string, replacement?: Replacement): string {
  const made = `made:${hash}`;
  return replacement === undefined ? made : `${made}:${replacement.enabled ? "on" : "paused"}:${replacement.replaces}`;
}

const replacementForm = /^(?<hash>[^:]*):(?<end>on|paused):(?<replaces>.+)$/s;

/** The hash of what an unfinished submission that created the cron asked for; else undefined. */
export function hashOfMade(hash: JsonValue | undefined): string | undefined {
  const made = textOfMade(hash);
  return made === undefined ? undefined : (replacementForm.exec(made)?.groups?.hash ?? made);
}

/** What an unfinished cron was created to replace; undefined if it is finished, or replaces none. */
export function replacementOf(hash: JsonValue | undefined): Replacement | undefined {
  const { end, replaces } = replacementForm.exec(textOfMade(hash) ?? "")?.groups ?? {};
  return replaces === undefined ? undefined : { replaces, enabled: end === "on" };
}

function textOfMade(hash: JsonValue | undefined): string | undefined {
  return typeof hash === "string" && hash.startsWith(madeHash("")) ? hash.slice(madeHash("").length) : undefined;
}

/** Replaces the hash while a submission changes an existing cron. */
export const updating = "updating";

/** Whether this is the hash of a finished submission. */
export function isFinishedHash(hash: JsonValue | undefined): hash is string {
  return typeof hash === "string" && hash !== updating && hashOfMade(hash) === undefined;
}

/** The user's part of a cron's metadata. */
export function withoutOwnKeys(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !key.startsWith(ownMetadataPrefix)));
}
