import type { PlanAction } from "./plannedChange";

/** Where a summary counts each action. */
const countedAs = {
  create: "create",
  update: "update",
  pause: "update",
  resume: "update",
  recreate: "recreate",
  adopt: "adopt",
  delete: "delete",
  conflict: "conflict",
  invalid: "invalid",
  nothing: "unchanged",
} as const satisfies Readonly<Record<PlanAction, string>>;

type PlanCount = (typeof countedAs)[PlanAction];

/** How many rows of a plan have each action. */
export function planCounts(rows: readonly { readonly action: PlanAction }[]): Readonly<Record<PlanCount, number>> {
  const counts: Record<PlanCount, number> = {
    create: 0,
    update: 0,
    recreate: 0,
    adopt: 0,
    delete: 0,
    conflict: 0,
    invalid: 0,
    unchanged: 0,
  };
  for (const { action } of rows) counts[countedAs[action]] += 1;
  return counts;
}
