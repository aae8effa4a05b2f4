import type { Message, MessagePart } from "../base/message";
import { isChangedOnServer } from "../lifecycle/onServer/cronHash";
import { keptFirst } from "../lifecycle/onServer/findCrons";
import type { Cron } from "../server/cron";
import { isProtected, pruneMarkOf, setOf } from "../server/stored/ownership";
import { metadataKeys } from "../server/stored/ownMetadata";
import { specName } from "../server/stored/specName";
import type { PlanFacts } from "./planCrons";
import type { PlanAction, RunsPerMonth } from "./plannedChange";
import { plannedRuns } from "./plannedRuns";

/** pause, delete: what an apply does now. wait: it is paused, and is deleted later. keep: prune does nothing with it. */
export const pruneSteps = ["pause", "delete", "wait", "keep"] as const;

export type PruneStep = (typeof pruneSteps)[number];

/** What is to be done with a cron whose spec is gone. */
export interface PlannedPrune {
  readonly name: string;
  readonly cron: Cron;
  readonly action: Extract<PlanAction, "delete" | "conflict" | "nothing">;
  readonly step: PruneStep;
  /** When it was or is paused, and from when on an apply deletes it, in epoch milliseconds; absent with `keep`. */
  readonly pausedAt?: number;
  readonly deleteFrom?: number;
  readonly because: readonly Message[];
  readonly runsPerMonth: RunsPerMonth;
}

export interface PruneFacts extends PlanFacts {
  /** Whose crons are pruned. */
  readonly set: string;
  /** Of all specs that belong to the set, also those of which no plan is made. */
  readonly names: ReadonlySet<string>;
  /** How long a cron stays paused before it is deleted; 0: it is deleted at once. */
  readonly graceMilliseconds: number;
}

/**
 * What becomes of the crons of a set that have no spec any more, in the order of their names. Only what an apply has
 * left as it is now is ever pruned: whatever somebody may rely on is for them to decide.
 */
export async function planPrune(facts: PruneFacts): Promise<readonly PlannedPrune[]> {
  const gone = [...facts.crons]
    .sort(keptFirst)
    .filter((cron) => setOf(cron) === facts.set && !facts.names.has(specName(cron) ?? ""));
  const planned = await Promise.all(gone.map((cron) => planOne(cron, facts)));
  return planned.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

async function planOne(cron: Cron, facts: PruneFacts): Promise<PlannedPrune> {
  const decided = await decide(cron, facts);
  const before = plannedRuns({ ...cron, dialect: facts.dialect }, facts);
  const after = decided.step === "pause" || decided.step === "delete" ? 0 : before;
  return { name: specName(cron) ?? cron.cron_id, cron, ...decided, runsPerMonth: { before, after } };
}

type Decided = Omit<PlannedPrune, "name" | "cron" | "runsPerMonth">;

async function decide(cron: Cron, { capabilities, graceMilliseconds, now }: PruneFacts): Promise<Decided> {
  const mark = pruneMarkOf(cron);
  // Anybody can write the id of a set into metadata. Without a name and a hash, no apply of ours did.
  const isMade = specName(cron) !== undefined && typeof cron.metadata[metadataKeys.hash] === "string";
  if (!isMade) return left("conflict", pruneTexts.notMade);
  if (isProtected(cron)) return left("nothing", pruneTexts.protected);
  if (mark !== undefined && cron.enabled) return left("conflict", pruneTexts.switchedOn);
  if (await isChangedOnServer(cron)) return left("conflict", pruneTexts.changed);
  if (graceMilliseconds === 0) return { action: "delete", step: "delete", because: [{ text: pruneTexts.atOnce }] };
  if (!capabilities.patches) return left("conflict", pruneTexts.cantPause);
  if (mark === undefined) {
    const deleteFrom = now + graceMilliseconds;
    const because = [{ text: pruneTexts.pause, args: { from: momentOf(deleteFrom) } }];
    return { action: "delete", step: "pause", pausedAt: now, deleteFrom, because };
  }
  // What anybody did to it since, the server has a time for: then the grace begins again.
  const pausedAt = Math.max(mark.at, Date.parse(cron.updated_at) || mark.at);
  const deleteFrom = pausedAt + graceMilliseconds;
  const times = { pausedAt, deleteFrom };
  const args = { since: momentOf(pausedAt), from: momentOf(deleteFrom) };
  if (now < deleteFrom)
    return { action: "nothing", step: "wait", ...times, because: [{ text: pruneTexts.wait, args }] };
  return { action: "delete", step: "delete", ...times, because: [{ text: pruneTexts.delete, args }] };
}

function left(action: "conflict" | "nothing", text: string): Decided {
  return { action, step: "keep", because: [{ text }] };
}

/** To the second, in UTC. */
export function momentOf(at: number): MessagePart {
  return { kind: "moment", date: new Date(at).toISOString().replace(/\.\d+Z$/, "Z"), timezone: null };
}

/** Why a cron without a spec is planned as it is. English templates without the last full stop. */
export const pruneTexts = {
  notMade:
    "Its metadata has the id of this set, but no apply has made it. Delete it, or remove langgraph_crons_set from its metadata",
  protected: 'It has no spec any more, and its last one said "protect": true. Delete it by hand if it is not needed',
  switchedOn:
    "It has no spec any more, and somebody has switched it on again after it was paused for that. Bring back the spec, or pause or delete the cron",
  changed:
    "It has no spec any more, and somebody has changed it on the server since its last submit. Bring back the spec, or delete the cron",
  cantPause: "It has no spec any more. This server can't pause crons: a grace of 0 (--grace 0) deletes it at once",
  atOnce: "It has no spec any more, and is deleted now",
  pause: "It has no spec any more. It is paused now, and an apply from {from} on deletes it",
  wait: "It has no spec any more, and was paused for that at {since}. An apply from {from} on deletes it",
  delete: "It has no spec any more, and was paused for that at {since}. It is deleted now",
} as const;
