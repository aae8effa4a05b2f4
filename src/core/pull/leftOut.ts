import { groupedBy } from "../base/groupedBy";
import { isUnfinished } from "../compare/pausedBy";
import { sortOut } from "../lifecycle/onServer/leftover";
import type { Cron } from "../server/cron";
import { managedCron } from "../server/stored/managedCron";
import { ofAnotherSet, pruneMarkOf } from "../server/stored/ownership";
import { usableName } from "../specFile/exportNames";

/**
 * Why a pull writes no spec for a cron. managed: Managed Deep Agents deletes it and makes it again. pruned: it is to be
 * deleted, because its spec is gone. anotherSet: it belongs to another folder. unfinished: a submit has not finished it.
 * sameName: another cron has its name. placeholderText: its text would be a placeholder in a file.
 */
export type LeftOut = "managed" | "pruned" | "anotherSet" | "unfinished" | "sameName" | "placeholderText";

/** What a pull is asked for. */
export interface PullOptions {
  /** Also what Managed Deep Agents manages. */
  readonly withManaged: boolean;
  /** The id of the folder's crons; null: they belong to no set. */
  readonly set: string | null;
}

/**
 * The crons that no spec could keep in sync, by their ids. `crons`: all of a server with their payloads, in the order of
 * `findCrons`.
 */
export async function leftOut(
  crons: readonly Cron[],
  { set, withManaged }: PullOptions,
): Promise<ReadonlyMap<string, LeftOut>> {
  const left = new Map<string, LeftOut>();
  for (const [name, group] of groupedBy(crons, usableName)) {
    const { leftovers, settled } = await sortOut(group);
    for (const { cron_id } of leftovers) left.set(cron_id, "unfinished");
    // The first is the one that a submit takes.
    if (name !== undefined) for (const { cron_id } of settled.slice(1)) left.set(cron_id, "sameName");
    else for (const cron of settled) if (isUnfinished(cron)) left.set(cron.cron_id, "unfinished");
  }
  for (const cron of crons) {
    const managed = withManaged ? undefined : managedCron(cron.metadata);
    if (ofAnotherSet([cron], { set }) !== undefined) left.set(cron.cron_id, "anotherSet");
    else if (pruneMarkOf(cron) !== undefined) left.set(cron.cron_id, "pruned");
    else if (managed !== undefined && managed.by !== "runtime") left.set(cron.cron_id, "managed");
  }
  return left;
}
