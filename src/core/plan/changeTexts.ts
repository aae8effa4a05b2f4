import { parameters } from "../arguments/parameters";
import { bareObject } from "../base/bareObject";
import type { JsonObject, JsonValue } from "../base/json";
import { shownArguments } from "../compare/shownArguments";
import type { Cron } from "../server/cron";
import { specName } from "../server/stored/specName";
import { type ChangedKey, ownershipKeys, type PlanDraft, type PlannedChange } from "./plannedChange";
import type { PlannedPrune } from "./planPrune";

export interface ChangeTexts {
  /** Empty if there is no cron yet. */
  readonly before: string;
  readonly after: string;
}

/**
 * A cron before and after a change as JSON texts, which differ only in what the change makes of it. Secrets are withheld
 * in both, as in the plan.
 */
export function changeTexts<Draft extends PlanDraft>({ cron, draft, keys }: PlannedChange<Draft>): ChangeTexts {
  const [before, after] = (["before", "after"] as const).map((side) => shownOf(cron, keys, side));
  const named = cron === undefined ? undefined : specName(cron);
  return {
    before: cron === undefined ? "" : textOf({ ...(named === undefined ? {} : { name: named }), ...before }),
    after: textOf({ name: draft.name, ...after }),
  };
}

/** The same of a cron whose spec is gone. */
export function pruneChangeTexts({ cron, name, step }: PlannedPrune): ChangeTexts {
  const keys = step === "pause" ? [{ key: "enabled", before: cron.enabled, after: false } as const] : [];
  const [before, after] = (["before", "after"] as const).map((side) => textOf({ name, ...shownOf(cron, keys, side) }));
  return { before: before ?? "", after: step === "delete" ? "" : (after ?? "") };
}

function shownOf(cron: Cron | undefined, keys: readonly ChangedKey[], side: "before" | "after"): JsonObject {
  const stored: Readonly<Record<string, JsonValue | undefined>> = cron === undefined ? {} : shownArguments(cron);
  const changed = new Map<string, JsonValue>(keys.map((key) => [key.key, key[side]]));
  const shown = bareObject();
  for (const name of [...parameters.map((parameter) => parameter.name), ...ownershipKeys]) {
    const value = changed.has(name) ? (changed.get(name) ?? undefined) : stored[name];
    if (value !== undefined) shown[name] = value;
  }
  return shown;
}

function textOf(shown: JsonValue): string {
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}
