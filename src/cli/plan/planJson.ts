import { englishSentences, withDot } from "../../core/base/message";
import { positionFinder } from "../../core/base/positionFinder";
import { planCounts } from "../../core/plan/planCounts";
import { findingJson } from "../files/findingJson";
import type { TextFile } from "../files/findingLines";
import type { PlanRow, ReadPlan } from "./readPlan";

/** Stable: scripts depend on it. Its schema is `docs/plan.schema.json`. */
export function planJson(plan: ReadPlan) {
  const positionIn = positionsIn();
  return {
    target: { url: plan.url, version: plan.version, environment: plan.environment?.name ?? null },
    set: plan.environment?.set ?? null,
    changes: plan.rows.map((row) => changeJson(row, positionIn)),
    summary: planCounts(plan.rows),
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
