import type { RestoreOutcome } from "../../../../../src/core/lifecycle/actions/restoreCron";
import type { History } from "./history";
import { type LivedHistory, misreads } from "./invariants";

/** What is said of an undone deletion is true when it is said. */
export function lookAtRestored(lived: LivedHistory, outcome: RestoreOutcome): void {
  const { promised, server, truth } = lived;
  if (promised !== "always" || truth.personActed || truth.beyondBounds || isSubmitted(lived)) return;
  if (misreads(lived)) return;
  if (!("cron" in outcome)) return;
  const row = server.rows.get(outcome.cron.cron_id);
  if (row === undefined) truth.violate("it was said to be there again, and is not");
  else if ("took" in outcome && row.enabled !== (lived.history.before !== "paused"))
    truth.violate("it was made again, but on where it was off, or off where it was on");
}

/** A deleted cron is made again once at most, and as it was. */
export function lookAtUndone(lived: LivedHistory): void {
  const { history, promised, restored, server, truth } = lived;
  if (history.isDeleted !== true || promised === "little") return;
  const again = [...server.rows.values()].filter(
    ({ cron_id }) => truth.madeFrom.has(cron_id) && !truth.handmade.has(cron_id),
  );
  if (again.filter(({ enabled }) => enabled).length > 1) truth.violate("at rest, two of one undone deletion are on");
  if (truth.beyondBounds || isSubmitted(lived)) return;
  if (again.length > 1 && promised === "always") truth.violate("a deletion was undone twice");
  if (truth.personActed || misreads(lived)) return;
  if (history.before === "paused" && again.some(({ enabled }) => enabled) && !server.isOld)
    truth.violate("what was off before its deletion came back on");
  // A paused copy by hand has the name, too: who is told that this one exists makes none beside it.
  if (restored.some((outcome) => outcome.kind === "exists" && truth.handmade.has(outcome.cron.cron_id))) return;
  const left = [...server.rows.values()].filter(({ enabled }) => enabled || history.before === "paused");
  const isSaid = restored.some(({ kind }) => kind === "created" || kind === "exists");
  if (isSaid && left.length === 0) truth.violate("it was said to be there again, and none is");
  // Only a crash can have stopped it, and whoever starts again finishes it, unless the clock says that it was long ago.
  const isUndisturbed = history.faults.length === 0 && !mayGiveUp(history) && promised === "always";
  if (isUndisturbed && truth.madeFrom.size > 0 && left.length === 0)
    truth.violate("an undone deletion was begun, and is not finished");
}

function mayGiveUp({ machines }: History): boolean {
  return machines.some(
    ({ actions, jump }) =>
      jump !== null || actions.some(({ action }) => action.kind === "restore" && action.cancelAfter !== null),
  );
}

/** Then it may be another one, as the spec says. */
function isSubmitted({ history }: LivedHistory): boolean {
  return history.machines.some(({ actions }) => actions.some(({ action }) => action.kind === "submit"));
}
