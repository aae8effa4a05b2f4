import { englishSentences, withDot } from "../../core/base/message";
import type { PlanAction } from "../../core/plan/plannedChange";
import { findingJson } from "../files/findingJson";
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
  return {
    target: { url: plan.url, version: plan.version, environment: null },
    set: null,
    changes: plan.rows.map(changeJson),
    summary: planCounts(plan),
  };
}

function changeJson({ action, change, findings, name, read }: PlanRow) {
  const positionOf = positionFinder(findings.length === 0 ? "" : read.text);
  return {
    name,
    file: read.path,
    action,
    cron_id: change?.cron?.cron_id ?? null,
    keys: change?.keys ?? [],
    because: becauseText(change) ?? null,
    runsPerMonth: change?.runsPerMonth ?? { before: null, after: null },
    findings: findings.map((located) => findingJson(located, positionOf)),
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
