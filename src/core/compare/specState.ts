import type { ParameterName, RawArguments } from "../arguments/cronArguments";
import { readCronArguments } from "../checks/checkArguments";
import type { Cron } from "../server/cron";
import { assumeStored } from "./assumeStored";
import { differences } from "./planUpdate";

/** A cron with a spec's name as on the server, with its payload. */
export interface KnownCron {
  readonly cron: Cron;
  /** Whether someone changed it since the last submit (see `isChangedOnServer`). */
  readonly changedOnServer: boolean;
}

/** How the spec in a file compares with a server. */
export type SpecState =
  | { readonly kind: "notSubmitted" }
  /** A submit would change nothing. `assumed`: parameters whose placeholders leave some doubt. */
  | (KnownCron & { readonly kind: "inSync"; readonly assumed: readonly ParameterName[] })
  /** `names`: the differing parameters, in the order of the declaration. */
  | (KnownCron & {
      readonly kind: "differs";
      readonly names: readonly ParameterName[];
      readonly assumed: readonly ParameterName[];
    })
  /** Several crons of this name are switched on, and each runs. */
  | { readonly kind: "duplicate"; readonly crons: readonly Cron[] }
  /** The spec is incomplete or invalid, so there is nothing to compare. */
  | { readonly kind: "unreadable" };

/**
 * Compares a spec with the crons of its name in the order of `findCrons`: the first is the one a submit would update.
 * Needs no request and no placeholder values.
 */
export function specState(raw: RawArguments, known: readonly KnownCron[]): SpecState {
  const switchedOn = known.filter(({ cron }) => cron.enabled);
  if (switchedOn.length > 1) return { kind: "duplicate", crons: switchedOn.map(({ cron }) => cron) };
  const [first] = known;
  if (first === undefined) return { kind: "notSubmitted" };
  const { arguments: filled, assumed } = assumeStored(raw, first.cron);
  const read = readCronArguments(filled);
  if (!read.ok) return { kind: "unreadable" };
  const names = differences(read.value, first.cron).map(({ name }) => name);
  return names.length === 0 ? { ...first, kind: "inSync", assumed } : { ...first, kind: "differs", names, assumed };
}
