import { englishSentences, withDot } from "../base/message";
import { positionFinder } from "../base/positionFinder";
import { findingJson } from "../specFile/findingJson";
import { planCounts } from "./planCounts";
import type { ChangedKey } from "./plannedChange";
import { type PlanRow, plannedOf, type TextFile } from "./planRows";
import { type PlanRequest, planFormat } from "./savedPlan";

/** A plan that is written down. */
export interface WrittenPlan {
  readonly url: string;
  readonly version: string;
  /** Its name. */
  readonly environment: string | null;
  readonly set: string | null;
  readonly request: PlanRequest;
  readonly rows: readonly PlanRow[];
}

/** Stable: scripts depend on it. Its schema is `docs/plan.schema.json`. */
export function planJson({ environment, request, rows, set, url, version }: WrittenPlan) {
  const positionIn = positionsIn();
  return {
    format: planFormat,
    target: { url, version, environment },
    set,
    request,
    changes: rows.map((row) => changeJson(row, positionIn)),
    summary: planCounts(rows),
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
