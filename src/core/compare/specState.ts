import type { ParameterName, RawArguments } from "../arguments/cronArguments";
import { shortText } from "../base/shortText";
import { readCronArguments } from "../checks/checkArguments";
import type { Capabilities } from "../server/capabilities";
import type { Cron } from "../server/cron";
import { changedMarks, type Ownership, type OwnershipMark, ofAnotherSet, setOf } from "../server/stored/ownership";
import { assumeStored } from "./assumeStored";
import { differences, planUpdate, type UpdatePlan } from "./planUpdate";

/** What a spec says of its cron. Placeholders need not be filled in. */
export interface WantedCron {
  readonly arguments: RawArguments;
  /** Whose the cron is to be. */
  readonly ownership: Partial<Ownership>;
}

/** A cron with a spec's name as on the server, with its payload. Callers add what else they know of it. */
export interface KnownCron {
  readonly cron: Cron;
  /** A submission has not finished it, so it is not there yet. */
  readonly isLeftover?: boolean;
}

/** What can differ between a spec and its cron. */
export type Difference = ParameterName | OwnershipMark;

interface Compared {
  /** Parameters whose placeholders leave some doubt. */
  readonly assumed: readonly ParameterName[];
  /** The set that the cron belongs to, where that is not compared: a plan without that set leaves it alone. */
  readonly inSet?: string | undefined;
}

/** How a spec compares with a server. */
export type SpecState<Known extends KnownCron = KnownCron> =
  | { readonly kind: "notSubmitted" }
  /** A submit would change nothing. */
  | (Known & Compared & { readonly kind: "inSync" })
  /** `names`: the differing parameters, in the order of the declaration; `update`: what makes them equal. */
  | (Known &
      Compared & {
        readonly kind: "differs";
        readonly names: readonly ParameterName[];
        readonly marks: readonly OwnershipMark[];
        readonly update: UpdatePlan;
      })
  /** Several crons of this name are switched on, and each runs. */
  | { readonly kind: "duplicate"; readonly crons: readonly Cron[] }
  /** Nothing is done with a cron of this name, because it belongs to another set. */
  | { readonly kind: "anotherSet"; readonly cron: Cron; readonly inSet: string }
  /** The spec is incomplete or invalid, so there is nothing to compare. */
  | (Known & { readonly kind: "unreadable" });

/**
 * Compares a spec with the crons of its name in the order of `findCrons`: the first is the one a submit would update.
 * Needs no request and no placeholder values. Every face that says whether the two are the same asks here, and so does a
 * plan.
 */
export function specState<Known extends KnownCron>(
  { arguments: raw, ownership }: WantedCron,
  known: readonly Known[],
  { patches }: Pick<Capabilities, "patches">,
): SpecState<Known> {
  const crons = known.map(({ cron }) => cron);
  const other = ofAnotherSet(crons, ownership);
  if (other !== undefined) return { kind: "anotherSet", cron: other, inSet: setText(other) ?? "" };
  const switchedOn = crons.filter(({ enabled }) => enabled);
  if (switchedOn.length > 1) return { kind: "duplicate", crons: switchedOn };
  const first = known.find(({ isLeftover }) => isLeftover !== true);
  if (first === undefined) return { kind: "notSubmitted" };
  const { cron } = first;
  const { arguments: filled, assumed } = assumeStored(raw, cron);
  const read = readCronArguments(filled);
  if (!read.ok) return { ...first, kind: "unreadable" };
  const update = planUpdate(read.value, cron);
  const marks = patches ? changedMarks(ownership, cron) : [];
  const compared = { ...first, assumed, inSet: ownership.set === undefined ? setText(cron) : undefined };
  if (update.kind === "none" && marks.length === 0) return { ...compared, kind: "inSync" };
  const names = differences(read.value, cron).map(({ name }) => name);
  return { ...compared, kind: "differs", names, marks, update };
}

/** All that differs, parameters first. */
export function differenceNames({
  marks,
  names,
}: Pick<Extract<SpecState, { readonly kind: "differs" }>, "marks" | "names">): readonly Difference[] {
  return [...names, ...marks];
}

/** The id of a cron's set, which anybody can have written; undefined: it belongs to none. */
function setText(cron: Cron): string | undefined {
  const own = setOf(cron);
  return own === undefined ? undefined : shortText(typeof own === "string" ? own : JSON.stringify(own), 100);
}
