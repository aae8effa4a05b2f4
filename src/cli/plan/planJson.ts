import { englishSentences, withDot } from "../../core/base/message";
import { positionFinder } from "../../core/base/positionFinder";
import { planCounts } from "../../core/plan/planCounts";
import type { ChangedKey } from "../../core/plan/plannedChange";
import { planFormat } from "../../core/plan/savedPlan";
import { findingJson } from "../files/findingJson";
import type { TextFile } from "../files/findingLines";
import { type PlanRow, plannedOf, type ReadPlan } from "./readPlan";

/** Stable: scripts depend on it. Its schema is `docs/plan.schema.json`. */
export function planJson(plan: ReadPlan) {
  const positionIn = positionsIn();
  return {
    format: planFormat,
    target: { url: plan.url, version: plan.version, environment: plan.environment?.name ?? null },
    set: plan.environment?.set ?? null,
    request: plan.request,
    changes: plan.rows.map((row) => changeJson(row, positionIn)),
    summary: planCounts(plan.rows),
  };
}

function changeJson(row: PlanRow, positionIn: ReturnType<typeof positionsIn>) {
  const { action, findings, name, saved } = row;
  const planned = plannedOf(row);
  const prune = "prune" in row ? row.prune : undefined;
  return {
    name,
    file: "read" in row ? row.read.path : null,
    action,
    cron_id: planned?.cron?.cron_id ?? null,
    keys: keysOf(row),
    because: becauseText(row) ?? null,
    runsPerMonth: planned?.runsPerMonth ?? { before: null, after: null },
    prune: prune?.step ?? null,
    deleteFrom: prune?.deleteFrom === undefined ? null : new Date(prune.deleteFrom).toISOString(),
    spec: saved?.spec ?? null,
    was: saved?.was ?? null,
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

/** What changes in the row's cron. */
export function keysOf(row: PlanRow): readonly ChangedKey[] {
  return "read" in row ? (row.change?.keys ?? []) : [];
}

/** Why it is this action; undefined if that needs no words. */
export function becauseText(row: PlanRow): string | undefined {
  const because = plannedOf(row)?.because ?? [];
  return because.length === 0 ? undefined : withDot(englishSentences(because));
}
