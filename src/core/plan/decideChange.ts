import type { ParameterName, RawArguments } from "../arguments/cronArguments";
import type { JsonObject } from "../base/json";
import type { Message } from "../base/message";
import { type KnownCron, type SpecState, specState } from "../compare/specState";
import { finishedMetadata, isChangedOnServer } from "../lifecycle/onServer/cronHash";
import { dueReplacements, replacementIn } from "../lifecycle/onServer/dueReplacements";
import { sortOut } from "../lifecycle/onServer/leftover";
import type { Capabilities } from "../server/capabilities";
import type { Cron } from "../server/cron";
import { type Ownership, ownershipChanges, pruneMarkOf } from "../server/stored/ownership";
import { ownershipKeys, type PlanAction } from "./plannedChange";

/** What a submit would do with a spec's cron. `names`: the parameters that it changes. */
export interface Decision {
  readonly action: PlanAction;
  readonly cron?: Cron;
  /** The cron once what a dead submission owes is done; absent if none owes anything. */
  readonly finished?: Cron;
  readonly names: readonly ParameterName[];
  readonly because: readonly Message[];
  /** What changes in our metadata about whose cron it is; absent: nothing. */
  readonly ownership?: JsonObject;
}

/** What a server has for one spec. */
export interface CronsOfSpec {
  /** Those of its name, in the order of `findCrons`. */
  readonly named: readonly Cron[];
  /** An equal one that no submit has made, if there is any; asked for only where none has the name. */
  readonly findUnnamed: () => Cron | undefined;
  readonly capabilities: Capabilities;
  /** Whose cron it is to be. */
  readonly ownership: Ownership;
}

/**
 * What a submit would do, by the rules of `attemptSubmit` and without its questions: where it would ask whether somebody
 * else's change may be overwritten, this is a conflict. Placeholders count as equal to what the server has.
 */
export async function decideChange(raw: RawArguments, of: CronsOfSpec): Promise<Decision> {
  const sorted = await sortOut(of.named);
  const [due] = dueReplacements(sorted);
  const known = of.named.map((cron) => ({ cron, isLeftover: sorted.leftovers.includes(cron) }));
  return (await decideExisting(raw, known, of)) ?? (due && (await decideDue(raw, due, of))) ?? decideWithout(of);
}

function decideWithout({ capabilities, findUnnamed }: CronsOfSpec): Decision {
  const unnamed = capabilities.createsPaused && capabilities.patches ? findUnnamed() : undefined;
  if (unnamed === undefined) return { action: "create", names: [], because: [] };
  const because = [{ text: decisionTexts.adopt, args: { id: unnamed.cron_id } }];
  return { action: "adopt", cron: unnamed, names: [], because };
}

/** A submit first finishes what a dead one owes: that is more than switching a cron on, so it is never a `resume`. */
async function decideDue(raw: RawArguments, due: Cron, of: CronsOfSpec): Promise<Decision | undefined> {
  const enabled = replacementIn(due)?.enabled === true;
  const finished = { ...due, enabled, metadata: { ...due.metadata, ...(await finishedMetadata(due)) } };
  const decided = await decideExisting(raw, [{ cron: finished }], of);
  if (decided === undefined) return undefined;
  const { action, because, names, ownership } = decided;
  const isOn = names.includes("enabled") ? !enabled : enabled;
  const others = names.filter((name) => name !== "enabled");
  return {
    action: action === "recreate" || action === "invalid" ? action : "update",
    cron: due,
    finished,
    names: isOn ? [...others, "enabled"] : others,
    because: [{ text: decisionTexts.due }, ...because],
    ...(ownership === undefined ? {} : { ownership }),
  };
}

/** undefined: there is none. */
async function decideExisting(
  raw: RawArguments,
  known: readonly KnownCron[],
  { capabilities, ownership }: CronsOfSpec,
): Promise<Decision | undefined> {
  const state = specState({ arguments: raw, ownership }, known, capabilities);
  switch (state.kind) {
    case "notSubmitted":
      return undefined;
    case "anotherSet":
      return anotherSet(state, ownership.set === null);
    case "duplicate":
      return several(state.crons);
    case "unreadable":
      return { action: "invalid", cron: state.cron, names: [], because: [] };
    case "inSync":
      return { action: "nothing", cron: state.cron, names: [], because: doubts(state) };
    case "differs":
      return decideDiffering(state, { capabilities, ownership });
  }
}

function doubts({ assumed }: { readonly assumed: readonly ParameterName[] }): readonly Message[] {
  return assumed.length === 0 ? [] : [namesMessage(decisionTexts.assumed, assumed)];
}

async function decideDiffering(
  state: Extract<SpecState, { readonly kind: "differs" }>,
  { capabilities: { patches }, ownership }: Pick<CronsOfSpec, "capabilities" | "ownership">,
): Promise<Decision> {
  const { cron, marks, names, update } = state;
  const doubt = doubts(state);
  const owned = marks.length === 0 ? {} : { ownership: ownershipChanges(ownership, cron) };
  const back = pruneMarkOf(cron) === undefined ? [] : [{ text: decisionTexts.back }];
  if (update.kind === "none") return { action: "update", cron, names, because: [...back, ...doubt], ...owned };
  if (await isChangedOnServer(cron)) {
    return { action: "conflict", cron, names, because: [namesMessage(decisionTexts.changedOnServer, names)] };
  }
  if (update.kind === "recreate") {
    const because = [namesMessage(decisionTexts.recreate, update.because), ...doubt];
    return { action: "recreate", cron, names, because, ...owned };
  }
  if (!patches) return { action: "recreate", cron, names, because: [{ text: decisionTexts.noUpdates }, ...doubt] };
  const isSwitch = names.length === 1 && names[0] === "enabled";
  const isOwned = ownershipKeys.some((key) => marks.includes(key));
  const action = !isSwitch || isOwned ? "update" : cron.enabled ? "pause" : "resume";
  return { action, cron, names, because: [...back, ...doubt], ...owned };
}

function anotherSet(
  { cron, inSet: set }: Extract<SpecState, { readonly kind: "anotherSet" }>,
  hasNone: boolean,
): Decision {
  return {
    action: "conflict",
    cron,
    names: [],
    because: [{ text: hasNone ? decisionTexts.ofSet : decisionTexts.anotherSet, args: { set } }],
  };
}

function several(crons: readonly Cron[]): Decision {
  const ids = crons.map(({ cron_id }) => cron_id);
  const because = [{ text: decisionTexts.several, args: { ids: { kind: "names", names: ids } } } as const];
  return { action: "conflict", names: [], because };
}

/** Why a change is planned as it is. English templates without the last full stop. */
export const decisionTexts = {
  anotherSet:
    "The cron of this name belongs to another set, {set}: give the spec another name, or change it in the folder of that set",
  ofSet: "The cron of this name belongs to the set {set}: plan with the environment (--env) of that set",
  back: "It had no spec for a while, and was to be deleted",
  adopt: "The cron {id} has no name and is equal in all that the spec says. It gets the name",
  assumed: "Placeholders are not filled in for a plan, so the values behind those in {names} are not compared",
  changedOnServer:
    "Somebody has changed the cron on the server since its last submit. A submit would overwrite {names}",
  due: "A submit was interrupted after it had deleted the cron that this one replaces, and that is finished first",
  recreate: "No update can change {names}",
  noUpdates: "This server can't change crons",
  several: "Several crons of this name are switched on, and each runs: {ids}",
} as const;

function namesMessage(text: string, names: readonly ParameterName[]): Message {
  return { text, args: { names: { kind: "names", names } } };
}
