import type { ReadyChange } from "../../core/apply/applyPlan";
import { variableOf } from "../../core/base/environment";
import { prepareSubmit } from "../../core/lifecycle/prepare/prepareSubmit";
import type { PlanAction } from "../../core/plan/plannedChange";
import { isLoopback } from "../../core/server/address/serverUrl";
import type { CliIo } from "../cliIo";
import { type PlacedFinding, placedFinding } from "../environments/environmentDrafts";
import type { SpecDraft } from "../files/specDrafts";
import type { ReadPlan } from "../plan/readPlan";
import { minimumMinutes } from "../sharedOptions";

/** What an apply does; for the others there is nothing to do, or somebody has to decide. */
const done: ReadonlySet<PlanAction> = new Set(["create", "update", "pause", "resume", "recreate", "adopt"]);

export type PreparedChanges =
  | { readonly kind: "ready"; readonly changes: readonly ReadyChange<SpecDraft>[] }
  /** A placeholder has no value. */
  | { readonly kind: "refused"; readonly findings: readonly PlacedFinding[] };

/** Fills in the placeholders of all changes, before any is made. Its findings are only those that a plan doesn't have. */
export async function prepareChanges(
  { dialect, environment, rows, url }: ReadPlan,
  io: CliIo,
): Promise<PreparedChanges> {
  const changes = rows.flatMap(({ change }) => (change !== undefined && done.has(change.action) ? [change] : []));
  const prepared = await prepareSubmit({
    drafts: changes.map(({ draft }) => draft),
    check: { now: io.clock.now(), minimumMinutes, dialect, onLoopback: isLoopback(url) },
    production: environment?.production === true,
    placeholders: { kind: "values", lookup: ({ name }) => variableOf(io.env, name) },
    // The plan is what is asked about.
    confirm: async () => true,
  });
  if (prepared.kind === "ready") {
    const readyOf = new Map(prepared.crons.map((ready) => [ready.draft, ready]));
    const all = changes.flatMap((change) => {
      const ready = readyOf.get(change.draft);
      return ready === undefined ? [] : [{ change, ready }];
    });
    return { kind: "ready", changes: all };
  }
  // Two specs of one name are errors of the plan, which ends it before.
  if (prepared.kind !== "refused") throw new Error(`a prepared plan was ${prepared.kind}`);
  const findings = prepared.checked.flatMap(({ draft, findings: found }) =>
    found.filter(({ severity }) => severity === "error").map((finding) => placedFinding(finding, draft, environment)),
  );
  return { kind: "refused", findings };
}
