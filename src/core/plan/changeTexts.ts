import { parameters } from "../arguments/parameters";
import { bareObject } from "../base/bareObject";
import type { JsonValue } from "../base/json";
import { shownArguments } from "../compare/shownArguments";
import { specName } from "../server/stored/specName";
import { ownershipKeys, type PlanDraft, type PlannedChange } from "./plannedChange";

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
  const stored: Readonly<Record<string, JsonValue | undefined>> = cron === undefined ? {} : shownArguments(cron);
  const [before, after] = (["before", "after"] as const).map((side) => {
    const changed = new Map<string, JsonValue>(keys.map((key) => [key.key, key[side]]));
    const shown = bareObject();
    for (const name of [...parameters.map((parameter) => parameter.name), ...ownershipKeys]) {
      const value = changed.has(name) ? (changed.get(name) ?? undefined) : stored[name];
      if (value !== undefined) shown[name] = value;
    }
    return shown;
  });
  const named = cron === undefined ? undefined : specName(cron);
  return {
    before: cron === undefined ? "" : textOf({ ...(named === undefined ? {} : { name: named }), ...before }),
    after: textOf({ name: draft.name, ...after }),
  };
}

function textOf(shown: JsonValue): string {
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}
