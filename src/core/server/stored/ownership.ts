import type { JsonObject, JsonValue } from "../../base/json";
import { metadataKeys } from "./ownMetadata";

/** What a submit says of its cron besides its arguments. */
export interface Ownership {
  /**
   * The id of the set of crons that it belongs to from now on; null: it belongs to none. A cron of another set is then
   * left alone. Absent: it stays in the set that it is in, whichever that is.
   */
  readonly set?: string | null | undefined;
  /** Prune never touches it. */
  readonly protect: boolean;
}

/** What prune wrote when it paused a cron. */
export interface PruneMark {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Whether the cron was on before, so that its spec, if it comes back, switches it on again. */
  readonly wasOn: boolean;
}

type Marked = { readonly metadata: JsonObject };

/** The id of the cron's set as it stands in its metadata, which anybody can write; undefined: it belongs to none. */
export function setOf({ metadata }: Marked): JsonValue | undefined {
  return metadata[metadataKeys.set] ?? undefined;
}

/**
 * The first that a submit with `wanted` leaves alone, because it belongs to another set. What can't be the id of a set
 * counts as another one.
 */
export function ofAnotherSet<Owned extends Marked>(
  crons: readonly Owned[],
  { set }: Pick<Ownership, "set">,
): Owned | undefined {
  return set === undefined ? undefined : crons.find((cron) => (setOf(cron) ?? set) !== set);
}

/** Whether prune must leave it; whatever is not surely a no counts as yes. */
export function isProtected({ metadata }: Marked): boolean {
  const mark = metadata[metadataKeys.protect] ?? protectMark(false);
  return mark !== protectMark(false);
}

const pruneForm = /^(on|paused):(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;

/** undefined if prune has not paused the cron, or if the mark can't be read. */
export function pruneMarkOf({ metadata }: Marked): PruneMark | undefined {
  const mark = metadata[metadataKeys.pruned];
  const [, was, moment = ""] = pruneForm.exec(typeof mark === "string" ? mark : "") ?? [];
  const at = Date.parse(moment);
  return was === undefined || Number.isNaN(at) ? undefined : { at, wasOn: was === "on" };
}

/** The metadata of a cron that prune pauses. */
export function pruneMetadata({ at, wasOn }: PruneMark): JsonObject {
  return { [metadataKeys.pruned]: `${wasOn ? "on" : "paused"}:${new Date(at).toISOString()}` };
}

/** Our keys that say whose a cron is, as a submit leaves them over `before`. Absent `wanted`: as they were. */
export function ownershipMetadata(wanted: Partial<Ownership> | undefined, before: JsonObject): JsonObject {
  const set = wanted?.set ?? before[metadataKeys.set];
  const protect = wanted?.protect === undefined ? before[metadataKeys.protect] : protectMark(wanted.protect);
  const isUnset = before[metadataKeys.protect] === undefined && protect === protectMark(false);
  return {
    ...(set === undefined ? {} : { [metadataKeys.set]: set }),
    ...(protect === undefined || isUnset ? {} : { [metadataKeys.protect]: protect }),
    // A cron that is submitted has a spec again.
    ...((before[metadataKeys.pruned] ?? "") === "" ? {} : { [metadataKeys.pruned]: "" }),
  };
}

/** What of that is otherwise than the cron has it; empty if nothing. */
export function ownershipChanges(wanted: Partial<Ownership> | undefined, { metadata }: Marked): JsonObject {
  const entries = Object.entries(ownershipMetadata(wanted, metadata));
  return Object.fromEntries(entries.filter(([key, value]) => metadata[key] !== value && typeof value === "string"));
}

/** What a submit can change besides arguments, as it is told. */
export type OwnMark = "name" | OwnershipMark;

/** pruned: it was to be deleted, and has a spec again. */
export type OwnershipMark = "set" | "protect" | "pruned";

/** Which of our marks of whose a cron is that a submit with `wanted` changes. */
export function changedMarks(wanted: Partial<Ownership> | undefined, cron: Marked): readonly OwnershipMark[] {
  const changes = ownershipChanges(wanted, cron);
  return (["set", "protect", "pruned"] as const).filter((mark) => changes[metadataKeys[mark]] !== undefined);
}

function protectMark(isProtected: boolean): string {
  return isProtected ? "yes" : "no";
}
