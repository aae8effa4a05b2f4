import { englishSentences, withDot } from "../../core/base/message";
import type { PlanAction } from "../../core/plan/plannedChange";
import { findingJson } from "../files/findingJson";
import type { TextFile } from "../files/findingLines";
import { positionFinder } from "../files/positionFinder";
import type { PlanRow, ReadPlan } from "./readPlan";

/** Where the summary counts each action. */
const countedAs = {
  create: "create",
  update: "update",
  pause: "update",
  resume: "update",
  recreate: "recreate",
  adopt: "adopt",
  conflict: "conflict",
  invalid: "invalid",
  nothing: "unchanged",
} as const satisfies Readonly<Record<PlanAction, string>>;

export type PlanCount = (typeof countedAs)[PlanAction];

/** Stable: scripts depend on it. Its schema is `docs/plan.schema.json`. */
export function planJson(plan: ReadPlan) {
  const positionIn = positionsIn();
  return {
    target: { url: plan.url, version: plan.version, environment: plan.environment?.name ?? null },
    set: plan.environment?.set ?? null,
    changes: plan.rows.map((row) => changeJson(row, positionIn)),
    summary: planCounts(plan),
  };
}

function changeJson({ action, change, findings, name, read }: PlanRow, positionIn: ReturnType<typeof positionsIn>) {
  return {
    name,
    file: read.path,
    action,
    cron_id: change?.cron?.cron_id ?? null,
    keys: change?.keys ?? [],
    because: becauseText(change) ?? null,
    runsPerMonth: change?.runsPerMonth ?? { before: null, after: null },
    findings: findings.map((placed) => ({ file: placed.read.path, ...findingJson(placed, positionIn(placed.read)) })),
  };
}

/** Scans each text once, however many findings it has. */
function positionsIn() {
  const finders = new Map<TextFile, ReturnType<typeof positionFinder>>();
  return (read: TextFile) => {
    const finder = finders.get(read) ?? positionFinder(read.text);
    finders.set(read, finder);
    return finder;
  };
}

/** Why it is this action; undefined if that needs no words. */
export function becauseText(change: PlanRow["change"]): string | undefined {
  return change === undefined || change.because.length === 0 ? undefined : withDot(englishSentences(change.because));
}

export function planCounts({ rows }: ReadPlan): Readonly<Record<PlanCount, number>> {
  const counts: Record<PlanCount, number> = {
    create: 0,
    update: 0,
    recreate: 0,
    adopt: 0,
    conflict: 0,
    invalid: 0,
    unchanged: 0,
  };
  for (const { action } of rows) counts[countedAs[action]] += 1;
  return counts;
}
