import type { SavedChange } from "../plan/savedPlan";

/** What an apply of a saved plan does with a change of the plan as it would be now. */
export type Verdict =
  /** It is what was planned, or it is done already. */
  | "asPlanned"
  /** Something is otherwise on the server, so nothing is done. */
  | "moved"
  /** Nothing of it was planned. */
  | "leftOut";

export type PlanMatch =
  /** Nothing may be done: these specs are not those of the plan. */
  | { readonly kind: "otherSpecs"; readonly names: readonly string[] }
  | {
      readonly kind: "matched";
      /** For each change of the plan as it would be now. */
      readonly verdicts: readonly Verdict[];
      /** Planned for crons that would not be in the plan now. */
      readonly missing: readonly SavedChange[];
    };

/** Compares a saved plan with the plan as it would be now. */
export function matchPlan(saved: readonly SavedChange[], now: readonly SavedChange[]): PlanMatch {
  const names = otherSpecs(saved, now);
  if (names.length > 0) return { kind: "otherSpecs", names };
  const byKey = new Map(saved.map((change) => [keyOf(change), change]));
  const verdicts = now.map((change) => verdictOf(byKey.get(keyOf(change)), change));
  const keys = new Set(now.map(keyOf));
  return { kind: "matched", verdicts, missing: saved.filter((change) => !keys.has(keyOf(change))) };
}

function otherSpecs(saved: readonly SavedChange[], now: readonly SavedChange[]): readonly string[] {
  const [before, after] = [saved, now].map(
    (changes) => new Map(changes.flatMap(({ name, spec }) => (spec === null ? [] : [[name, spec] as const]))),
  );
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...names].filter((name) => before?.get(name) !== after?.get(name));
}

function keyOf({ cron_id, name, spec }: SavedChange): string {
  return spec === null ? `cron ${cron_id}` : `spec ${name}`;
}

function verdictOf(saved: SavedChange | undefined, now: SavedChange): Verdict {
  if (saved === undefined) return "leftOut";
  // An apply that was cut off has done it, or somebody else has.
  if (now.action === "nothing" || isSame(saved, now)) return "asPlanned";
  // Meanwhile its grace is over, but the plan was to pause it, or to wait.
  return now.prune === "delete" && saved.prune !== "delete" ? "leftOut" : "moved";
}

function isSame(saved: SavedChange, now: SavedChange): boolean {
  return (["action", "cron_id", "was", "prune"] as const).every((key) => saved[key] === now[key]);
}
