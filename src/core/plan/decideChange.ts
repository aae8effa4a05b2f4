import type { ParameterName, RawArguments } from "../arguments/cronArguments";
import type { JsonObject } from "../base/json";
import type { Message } from "../base/message";
import { shortText } from "../base/shortText";
import { readCronArguments } from "../checks/checkArguments";
import { assumeStored } from "../compare/assumeStored";
import { differences, planUpdate } from "../compare/planUpdate";
import { finishedMetadata, isChangedOnServer } from "../lifecycle/onServer/cronHash";
import { sortOut } from "../lifecycle/onServer/leftover";
import { dueReplacements } from "../lifecycle/submit/dueReplacement";
import type { Capabilities } from "../server/capabilities";
import type { Cron } from "../server/cron";
import { isOfAnotherSet, type Ownership, ownershipChanges, pruneMarkOf, setOf } from "../server/stored/ownership";
import { metadataKeys, replacementOf } from "../server/stored/ownMetadata";
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
  const { set } = of.ownership;
  const other = set === undefined ? undefined : of.named.find((cron) => isOfAnotherSet(cron, set));
  if (other !== undefined) return anotherSet(other, set === null);
  const sorted = await sortOut(of.named);
  const switchedOn = sorted.settled.filter(({ enabled }) => enabled);
  if (switchedOn.length > 1) return several(switchedOn);
  const [cron] = sorted.settled;
  if (cron !== undefined) return decideExisting(raw, cron, of);
  const [due] = dueReplacements(sorted);
  if (due !== undefined) return decideDue(raw, due, of);
  const unnamed = of.capabilities.createsPaused && of.capabilities.patches ? of.findUnnamed() : undefined;
  if (unnamed === undefined) return { action: "create", names: [], because: [] };
  const because = [{ text: decisionTexts.adopt, args: { id: unnamed.cron_id } }];
  return { action: "adopt", cron: unnamed, names: [], because };
}

/** A submit first finishes what a dead one owes: that is more than switching a cron on, so it is never a `resume`. */
async function decideDue(raw: RawArguments, due: Cron, of: CronsOfSpec): Promise<Decision> {
  const enabled = replacementOf(due.metadata[metadataKeys.hash])?.enabled === true;
  const finished = { ...due, enabled, metadata: { ...due.metadata, ...(await finishedMetadata(due)) } };
  const { action, because, names, ownership } = await decideExisting(raw, finished, of);
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

async function decideExisting(raw: RawArguments, cron: Cron, of: CronsOfSpec): Promise<Decision> {
  const { patches } = of.capabilities;
  const { arguments: filled, assumed } = assumeStored(raw, cron);
  const read = readCronArguments(filled);
  if (!read.ok) return { action: "invalid", cron, names: [], because: [] };
  const plan = planUpdate(read.value, cron);
  const names = differences(read.value, cron).map(({ name }) => name);
  const doubt = assumed.length === 0 ? [] : [namesMessage(decisionTexts.assumed, assumed)];
  const changed = patches ? ownershipChanges(of.ownership, cron) : {};
  const owned = Object.keys(changed).length === 0 ? {} : { ownership: changed };
  const back = pruneMarkOf(cron) === undefined ? [] : [{ text: decisionTexts.back }];
  if (plan.kind === "none") {
    const action = owned.ownership === undefined ? "nothing" : "update";
    return { action, cron, names, because: [...back, ...doubt], ...owned };
  }
  if (await isChangedOnServer(cron)) {
    return { action: "conflict", cron, names, because: [namesMessage(decisionTexts.changedOnServer, names)] };
  }
  if (plan.kind === "recreate") {
    const because = [namesMessage(decisionTexts.recreate, plan.because), ...doubt];
    return { action: "recreate", cron, names, because, ...owned };
  }
  if (!patches) return { action: "recreate", cron, names, because: [{ text: decisionTexts.noUpdates }, ...doubt] };
  const isSwitch = names.length === 1 && names[0] === "enabled";
  const isOwned = ownershipKeys.some((key) => changed[metadataKeys[key]] !== undefined);
  const action = !isSwitch || isOwned ? "update" : cron.enabled ? "pause" : "resume";
  return { action, cron, names, because: [...back, ...doubt], ...owned };
}

function anotherSet(cron: Cron, hasNone: boolean): Decision {
  const own = setOf(cron);
  const args = { set: shortText(typeof own === "string" ? own : JSON.stringify(own), 100) };
  return {
    action: "conflict",
    cron,
    names: [],
    because: [{ text: hasNone ? decisionTexts.ofSet : decisionTexts.anotherSet, args }],
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
