import type { JsonObject } from "../../../../../src/core/base/json";
import type { RestoreOutcome } from "../../../../../src/core/lifecycle/actions/restoreCron";
import { rootId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { isLeftover } from "../../../../../src/core/lifecycle/onServer/leftover";
import type { SubmitOutcome } from "../../../../../src/core/lifecycle/submission/submission";
import type { Thread } from "../../../../../src/core/server/cron";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { type History, nameOf, oldName, otherName, type SpecName, type SubmitAction, specName } from "./history";
import type { ModelMachine } from "./modelProcess";
import type { ModelServer } from "./modelServer";
import type { Promised } from "./promised";
import type { Truth } from "./truth";

export interface Ended {
  readonly action: SubmitAction;
  readonly submission: string;
  readonly title: string;
  readonly at: number;
  readonly startedAt: number;
  readonly outcome: SubmitOutcome | { readonly kind: "failed"; readonly error: unknown };
}

/** What a history has come to. */
export interface LivedHistory {
  readonly history: History;
  readonly server: ModelServer;
  readonly truth: Truth;
  readonly machines: readonly ModelMachine[];
  readonly ended: readonly Ended[];
  readonly restored: readonly RestoreOutcome[];
  readonly renamed: readonly SpecName[];
  readonly promised: Promised;
}

export function lookAtTwo(lived: LivedHistory, text: string): void {
  if (lived.promised === "little" || lived.truth.namedLate) return;
  for (const name of names) {
    const on = cronsOfName(lived, name).filter((row) => row.enabled);
    const byHand = on.some((row) => lived.truth.handmade.has(row.cron_id));
    if (on.length > 1 && !byHand) lived.truth.violate(text);
  }
}

/** Those that nobody takes away from their spec again. */
const names = [specName, otherName] as const;

function cronsOfName({ server }: LivedHistory, name: SpecName) {
  return [...server.rows.values()].filter((row) => row.metadata[metadataKeys.name] === name);
}

export function lookAtRest(lived: LivedHistory, note: (text: string, id: string) => void): void {
  lookAtTwo(lived, "at rest, two of one name are on");
  lived.server.fireAll();
  if (lived.promised === "always" && !lived.truth.namedLate) lookAtFirings(lived);
  for (const machine of lived.machines)
    if (machine.journal.size > 0) lived.truth.violate("the journal is not empty at rest");
  // An update that died before it was switched on waits for the next submit of its name: that is no leftover.
  const leftovers = [...lived.server.rows.values()].filter(
    (row) => isLeftover(row) && !lived.truth.handmade.has(row.cron_id),
  );
  for (const row of lived.server.rows.values())
    note(JSON.stringify([row.enabled, row.schedule, row.metadata]), row.cron_id);
  const mayStay = misreads(lived);
  if (leftovers.length > 0 && !mayStay && !lived.truth.beyondBounds) lived.truth.violate("a leftover stays for ever");
  const locks = [...lived.server.threads.values()].filter((thread) => isLock(thread) || !mayLoseRelease(lived.history));
  if (locks.length > 0 && !lived.truth.beyondBounds && !mayLeaveLock(lived.history))
    lived.truth.violate("a lock stays for ever");
  for (const ended of lived.ended) lookAtCancelled(lived, ended);
  lookForNone(lived);
  lookForLost(lived);
  lookAtMoved(lived);
  const isHidden = (metadata: JsonObject) => lived.history.ownerSetAt !== undefined && metadata.owner !== "user-1";
  if ([...lived.server.rows.values()].some(({ metadata }) => isHidden(metadata)))
    lived.truth.violate("a cron was hidden from its owner");
}

function lookAtFirings({ server, truth }: LivedHistory): void {
  const firedOf = new Map<string, Map<number, string>>();
  for (const { name, slot, cronId } of server.firings) {
    if (truth.handmade.has(cronId)) continue;
    const fired = firedOf.get(name) ?? new Map<number, string>();
    firedOf.set(name, fired);
    const other = fired.get(slot);
    if (other !== undefined && other !== cronId) truth.violate("two fired one slot");
    fired.set(slot, cronId);
  }
}

/** Who was told that it is on, has one that is on; unless somebody has paused or deleted it, or submitted it as paused. */
function lookForNone(lived: LivedHistory): void {
  if (lived.promised === "little" || misreads(lived)) return;
  if (lived.truth.personActed || lived.truth.beyondBounds || lived.history.before === "paused") return;
  if (mayTakeBack(lived)) return;
  // A paused copy of the same name stands in for a cron that was being replaced when its submit died.
  if (lived.truth.handmade.size > 0) return;
  const disabled = lived.history.machines.some(({ actions }) =>
    actions.some(({ action }) => action.kind === "submit" && action.variant === "disabled"),
  );
  for (const name of names) {
    const isSaid = lived.ended.some(({ action, outcome }) => nameOf(action) === name && isOn(outcome));
    const isPromised = isSaid || (name === specName && beforeOf(lived) === "on");
    if (isPromised && !disabled && cronsOfName(lived, name).filter((row) => row.enabled).length === 0)
      lived.truth.violate("it was said to be on, and none is");
  }
}

/** What was there before, on or paused by a person, or was said to be there, is there, unless somebody has deleted it. */
function lookForLost(lived: LivedHistory): void {
  const { ended, promised, renamed, truth } = lived;
  if (promised === "little" || misreads(lived) || truth.beyondBounds || truth.personDeleted) return;
  if (mayTakeBack(lived)) return;
  for (const name of names) {
    const wasThere = name === specName && ["on", "paused"].includes(beforeOf(lived));
    const isSaid = ended.some(({ action, outcome }) => nameOf(action) === name && isDone(outcome));
    if ((wasThere || isSaid || renamed.includes(name)) && cronsOfName(lived, name).length === 0)
      truth.violate("it was there, and none is");
  }
}

/**
 * Where crons can't be paused, one is on before its submit has ended: others count on it, and a cancel deletes it. One
 * that is recreated is deleted first, and what comes after may be refused.
 */
function mayTakeBack({ ended, server }: LivedHistory): boolean {
  return server.isOld && ended.some(({ outcome: { kind } }) => ["cancelled", "failed", "open"].includes(kind));
}

function beforeOf({ history: { before, isDeleted } }: LivedHistory): History["before"] {
  return isDeleted === true ? "nothing" : before;
}

/** Of a moved cron one is left, and it is on if it was. */
function lookAtMoved({ server, truth, promised, history }: LivedHistory): void {
  if (history.isDeleted === true) return;
  const origins = new Set([...truth.madeFrom.values()].map((id) => truth.originOf(id)));
  for (const origin of origins) {
    const left = [...server.rows.values()].filter((row) => truth.originOf(row.cron_id) === origin);
    const on = left.filter((row) => row.enabled && !truth.handmade.has(row.cron_id));
    if (on.length > 1 && promised !== "little") truth.violate("at rest, two of one moved cron are on");
    // A submit takes it over, and replaces it.
    const submits = history.machines.some(({ actions }) => actions.some(({ action }) => action.kind === "submit"));
    if (promised === "little" || truth.personActed || truth.beyondBounds || submits) continue;
    if (left.length === 0) truth.violate("a moved cron was lost");
    else if (history.before === "unnamed" && on.length === 0) truth.violate("a moved cron is off");
  }
}

/** A sweep that dies, and a naming or resuming that can't let go, have no journal: the next submit takes their lock. */
function mayLeaveLock({ machines }: History): boolean {
  return machines.some(({ actions }) =>
    actions.some(({ action: { kind }, dieAt }) =>
      kind === "refresh" ? dieAt !== null : ["name", "rename", "resume"].includes(kind),
    ),
  );
}

/** The later threads of a lock whose first one is gone lock nothing: nobody asks for their ids again. */
export function isLock({ metadata, thread_id }: Thread): boolean {
  return thread_id === rootId(String(metadata[metadataKeys.lock]));
}

/** Who releases after a takeover tries three times: if the first thread goes with the last, the later ones stay. */
function mayLoseRelease({ faults }: History): boolean {
  return faults.filter((fault) => fault !== "none").length >= 3;
}

/** What a server misreads, or what another submit has changed in between, is left paused, and stays so. */
export function misreads({ history, ended }: LivedHistory): boolean {
  return (history.misreads ?? "nothing") !== "nothing" || ended.some(({ outcome }) => outcome.kind === "mismatch");
}

/** What is said of a cron is true when it is said. */
export function lookAtReport(lived: LivedHistory, ended: Ended): void {
  const { outcome } = ended;
  lookAtCancelled(lived, ended);
  if (isDone(outcome)) lookAtWords(lived, ended, outcome);
  // Without a lock another's second look may pause it while its own is read.
  if (lived.promised !== "always" || !isDone(outcome)) return;
  lookAtSwitch(lived, ended, outcome);
  if (!isOn(outcome)) return;
  const row = lived.server.rows.get(outcome.cron.cron_id);
  if (row !== undefined) lookAtName(lived, ended, row.metadata);
  if (row?.enabled === true || lived.truth.personActed || lived.truth.beyondBounds) return;
  // Another submit may have replaced it by then; it says so itself.
  const replaced = lived.truth.deletedOn.some(({ cron }) => cron.cron_id === outcome.cron.cron_id);
  const disabled = lived.history.machines.some(({ actions }) =>
    actions.some(({ action }) => action.kind === "submit" && action.variant === "disabled"),
  );
  // Another submit pauses what the server misreads.
  if (!replaced && !disabled && !misreads(lived)) lived.truth.violate("it was said to be on, and is not");
}

/** A cron that a submit ended with is its spec's, and nobody else's. */
function lookAtName({ truth }: LivedHistory, { action }: Ended, metadata: JsonObject): void {
  const name = nameOf(action);
  if (name === oldName || name === null || truth.beyondBounds) return;
  if (metadata[metadataKeys.name] !== name) truth.violate("a cron was said to be a spec's, and is another's");
}

/** A cron is on or off as its spec says, when its submit is told to be done. */
function lookAtSwitch({ history, server, truth }: LivedHistory, { action }: Ended, { cron }: Done): void {
  if (server.isOld || truth.personActed || !["disabled", "enables"].includes(action.variant)) return;
  const wanted = action.variant === "enables";
  if (cron.enabled !== wanted) truth.violate("a submit was told to be done, and its cron is not on or off as it says");
  const others = history.machines.some(({ actions }) =>
    actions.some(({ action: other }) => other.kind === "submit" && other.variant !== action.variant),
  );
  const row = server.rows.get(cron.cron_id);
  if (!others && row !== undefined && row.enabled !== wanted && !truth.beyondBounds)
    truth.violate("a cron is not on or off as its spec says");
}

/**
 * Who made a cron is told so, however often it started again meanwhile. A leftover that a PATCH of minutes ago switches on
 * after the last look, while its deletion is under way, is not known to have been on: nobody can see that.
 */
function lookAtWords({ truth }: LivedHistory, { action, submission, title }: Ended, { kind, cron }: Done): void {
  if (cron.metadata[metadataKeys.submission] !== submission) return;
  if (kind === "unchanged") truth.violate("its own cron was said to have been there");
  const replaced = truth.deletedOn.some(
    // An apply replaces crons of other names, too.
    ({ by, isSeenOn, cron: { metadata } }) =>
      by.title === title &&
      (isSeenOn || !truth.beyondBounds) &&
      metadata[metadataKeys.submission] !== submission &&
      (action.as === undefined || metadata[metadataKeys.name] === action.as),
  );
  if (kind === "created" && replaced) truth.violate("a recreated cron was said to be new");
}

/** Nothing is on of a submit that was told to be cancelled, neither then nor later. */
function lookAtCancelled({ history, server, truth }: LivedHistory, { outcome, submission }: Ended): void {
  if (outcome.kind !== "cancelled") return;
  if (truth.personActed || truth.beyondBounds || (server.isOld && history.faults.includes("veryLate"))) return;
  for (const { cron_id, enabled, metadata } of server.rows.values())
    if (enabled && metadata[metadataKeys.submission] === submission && !truth.handmade.has(cron_id))
      truth.violate("a submit was told to be cancelled, and its cron is on");
}

/**
 * After a cancel nothing of that submission is on. Where crons can't be paused, a create that is carried out minutes late
 * is on at once, and stays: another submit may count on it by then.
 */
export function lookAtCancels(lived: LivedHistory): void {
  if (lived.server.isOld && lived.history.faults.includes("veryLate")) return;
  const others = lived.ended.some(({ outcome }) => outcome.kind !== "cancelled");
  const interrupted = lived.history.machines.some(({ actions }) => actions.some(({ dieAt }) => dieAt !== null));
  const named = lived.history.machines.some(({ actions }) => actions.some(({ action }) => action.kind === "name"));
  const all = lived.ended.length > 0 && !others && !interrupted && !named;
  if (
    all &&
    lived.history.before === "nothing" &&
    names.some((name) => cronsOfName(lived, name).some((row) => row.enabled))
  )
    lived.truth.violate("all were cancelled, and one is on");
}

type Done = Extract<Ended["outcome"], { kind: "created" | "updated" | "recreated" | "unchanged" }>;

function isDone(outcome: Ended["outcome"]): outcome is Done {
  return ["created", "updated", "recreated", "unchanged"].includes(outcome.kind);
}

function isOn(outcome: Ended["outcome"]): boolean {
  return isDone(outcome) && outcome.cron.enabled;
}
