import type { CheckedDraft } from "../lifecycle/prepare/checkDrafts";
import { type PrepareOptions, prepareSubmit } from "../lifecycle/prepare/prepareSubmit";
import type { PlanAction, PlanDraft, PlannedChange } from "../plan/plannedChange";
import type { ReadyChange } from "./applyPlan";

/** What an apply submits; for the others there is nothing to do, or somebody has to decide. */
const submitted: ReadonlySet<PlanAction> = new Set(["create", "update", "pause", "resume", "recreate", "adopt"]);

export function isSubmitted({ action }: { readonly action: PlanAction }): boolean {
  return submitted.has(action);
}

export type PreparedChanges<Draft extends PlanDraft> =
  | { readonly kind: "ready"; readonly changes: readonly ReadyChange<Draft>[] }
  /** A placeholder has no value. */
  | { readonly kind: "refused"; readonly checked: readonly CheckedDraft<Draft>[] }
  /** The user gave no value for a placeholder. */
  | { readonly kind: "declined" };

/** Fills in the placeholders of all changes that an apply submits, before any is made. The plan is what was asked about. */
export async function prepareChanges<Draft extends PlanDraft>(
  changes: readonly PlannedChange<Draft>[],
  options: Pick<PrepareOptions<Draft>, "check" | "production" | "placeholders">,
): Promise<PreparedChanges<Draft>> {
  const made = changes.filter(isSubmitted);
  const drafts = made.map(({ draft }) => draft);
  const prepared = await prepareSubmit({ ...options, drafts, confirm: async () => true });
  switch (prepared.kind) {
    case "ready": {
      const readyOf = new Map(prepared.crons.map((ready) => [ready.draft, ready]));
      const all = made.flatMap((change) => {
        const ready = readyOf.get(change.draft);
        return ready === undefined ? [] : [{ change, ready }];
      });
      return { kind: "ready", changes: all };
    }
    case "sameName":
      // Two specs of one name are errors of the plan, which ends it before.
      throw new Error("a prepared plan has two specs of one name");
    default:
      return prepared;
  }
}
