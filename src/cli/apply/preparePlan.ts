import type { ReadyChange } from "../../core/apply/applyPlan";
import { prepareChanges } from "../../core/apply/prepareChanges";
import { variableOf } from "../../core/base/environment";
import type { PlannedPrune } from "../../core/plan/planPrune";
import type { PlacedFinding } from "../../core/plan/planRows";
import type { SpecDraft } from "../../core/plan/specDrafts";
import { isLoopback } from "../../core/server/address/serverUrl";
import type { CliIo } from "../cliIo";
import { placedFinding } from "../environments/environmentDrafts";
import type { ReadPlan } from "../plan/readPlan";
import { minimumMinutes } from "../sharedOptions";

export type PreparedPlan =
  | {
      readonly kind: "ready";
      readonly changes: readonly ReadyChange<SpecDraft>[];
      readonly prunes: readonly PlannedPrune[];
    }
  /** A placeholder has no value. */
  | { readonly kind: "refused"; readonly findings: readonly PlacedFinding[] };

/** Fills in the placeholders of all changes from environment variables. Its findings are only those that a plan doesn't have. */
export async function preparePlan({ dialect, environment, rows, url }: ReadPlan, io: CliIo): Promise<PreparedPlan> {
  const prepared = await prepareChanges(
    rows.flatMap((row) => ("read" in row && row.hasMoved !== true && row.change !== undefined ? [row.change] : [])),
    {
      check: { now: io.clock.now(), minimumMinutes, dialect, onLoopback: isLoopback(url) },
      production: environment?.production === true,
      placeholders: { kind: "values", lookup: ({ name }) => variableOf(io.env, name) },
    },
  );
  if (prepared.kind === "ready") {
    const prunes = rows.flatMap((row) => ("read" in row || row.prune === undefined ? [] : [row]));
    const due = prunes.filter(({ action, hasMoved }) => action === "delete" && hasMoved !== true);
    return { ...prepared, prunes: due.flatMap(({ prune }) => (prune === undefined ? [] : [prune])) };
  }
  const checked = prepared.kind === "refused" ? prepared.checked : [];
  const findings = checked.flatMap(({ draft, findings: found }) =>
    found.filter(({ severity }) => severity === "error").map((finding) => placedFinding(finding, draft, environment)),
  );
  return { kind: "refused", findings };
}
