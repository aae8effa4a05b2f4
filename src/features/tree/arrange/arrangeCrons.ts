import { needsAttention } from "../../../core/health/attention";
import type { Health } from "../../../core/health/health";
import { worstFirst } from "../../../core/health/urgency";
import type { Cron } from "../../../core/server/cron";
import type { Grouping } from "./grouping";
import { nextRunGroup, nextRunGroups, type TimeBounds } from "./nextRunGroup";

/** A cron, and how it is doing. */
export interface CronFact {
  readonly cron: Cron;
  readonly health: Health;
}

/** Crons under one row. */
export interface CronGroup {
  /** Of a thread or an assistant its id, otherwise a word for the time or the health. */
  readonly key: string;
  readonly crons: readonly Cron[];
  /** How many of them need attention. */
  readonly attention: number;
}

export type Entry =
  | { readonly kind: "cron"; readonly cron: Cron }
  | { readonly kind: "group"; readonly group: CronGroup };

/** Where a cron stands. */
export interface Place {
  /** The key of its group; undefined if it has a row of its own. */
  readonly group: string | undefined;
  readonly needsAttention: boolean;
}

/** The crons of one connection in the order of the tree. */
export interface Arrangement {
  readonly entries: readonly Entry[];
  readonly groups: ReadonlyMap<string, CronGroup>;
  readonly places: ReadonlyMap<string, Place>;
}

/**
 * In each group those that need attention come first, then the next to run; so do the groups, except those that are times
 * or words, which have an order of their own. A thread with one cron is no group.
 */
export function arrangeCrons(facts: readonly CronFact[], grouping: Grouping, bounds: TimeBounds): Arrangement {
  const sorted = facts.map(orderOf).sort(compareOrder);
  const gathered = new Map<string, Ordered[]>();
  for (const ordered of sorted) {
    const key = groupOf(ordered.fact, grouping, bounds) ?? `cron ${ordered.fact.cron.cron_id}`;
    const members = gathered.get(key);
    if (members === undefined) gathered.set(key, [ordered]);
    else members.push(ordered);
  }
  const groups = new Map<string, CronGroup>();
  const places = new Map<string, Place>();
  const entries = inOrder([...gathered], grouping).map(([key, members]): Entry => {
    const group = isGroup(grouping, members) ? key : undefined;
    for (const { fact, isUrgent } of members) places.set(fact.cron.cron_id, { group, needsAttention: isUrgent });
    const crons = members.map(({ fact }) => fact.cron);
    const [cron] = crons;
    if (group === undefined && cron !== undefined) return { kind: "cron", cron };
    const made = { key, crons, attention: members.filter(({ isUrgent }) => isUrgent).length };
    groups.set(key, made);
    return { kind: "group", group: made };
  });
  return { entries, groups, places };
}

/** undefined: a row of its own. */
function groupOf({ cron, health }: CronFact, grouping: Grouping, bounds: TimeBounds): string | undefined {
  switch (grouping) {
    case "thread":
      return cron.thread_id ?? undefined;
    case "assistant":
      return cron.assistant_id;
    case "nextRun":
      return nextRunGroup(health, bounds);
    case "health":
      return health.kind;
    case "flat":
      return undefined;
  }
}

function isGroup(grouping: Grouping, { length }: readonly Ordered[]): boolean {
  return grouping === "thread" ? length > 1 : grouping !== "flat";
}

type Gathered = readonly [key: string, members: readonly Ordered[]];

function inOrder(gathered: readonly Gathered[], grouping: Grouping): readonly Gathered[] {
  const order: readonly string[] = grouping === "health" ? worstFirst : grouping === "nextRun" ? nextRunGroups : [];
  if (order.length === 0) return gathered;
  return gathered.toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other));
}

/** What crons are sorted by, derived once for each. */
interface Ordered {
  readonly fact: CronFact;
  readonly isUrgent: boolean;
  readonly next: number;
}

function orderOf(fact: CronFact): Ordered {
  const { health } = fact;
  // A finite stand-in, because infinity minus infinity is NaN. Those that are off come last.
  const isOff = health.kind === "paused" || health.kind === "ended";
  const next = (isOff ? undefined : health.next) ?? Number.MAX_SAFE_INTEGER;
  return { fact, isUrgent: needsAttention(health), next };
}

function compareOrder(one: Ordered, other: Ordered): number {
  return (
    Number(other.isUrgent) - Number(one.isUrgent) ||
    one.next - other.next ||
    compare(one.fact.cron.created_at, other.fact.cron.created_at) ||
    compare(one.fact.cron.cron_id, other.fact.cron.cron_id)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
