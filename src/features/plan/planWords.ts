import * as vscode from "vscode";
import { planCounts } from "../../core/plan/planCounts";
import type { PlanAction } from "../../core/plan/plannedChange";
import { plannedOf } from "../../core/plan/planRows";
import { isSpecRow, type PageRow } from "./pageRow";

/** What is done to a row's cron, in a word or two. */
export function rowWords(row: PageRow): string {
  if (isSpecRow(row) || row.action === "conflict") return actionWords(row.action);
  switch (row.prune?.step) {
    case "delete":
      return vscode.l10n.t("delete");
    case "wait":
      return vscode.l10n.t("paused, is deleted later");
    case "keep":
      return vscode.l10n.t("stays");
    default:
      return vscode.l10n.t("pause, then delete");
  }
}

function actionWords(action: PlanAction): string {
  switch (action) {
    case "create":
      return vscode.l10n.t("create");
    case "update":
      return vscode.l10n.t("update");
    case "pause":
      return vscode.l10n.t("pause");
    case "resume":
      return vscode.l10n.t("resume");
    case "recreate":
      return vscode.l10n.t("delete and recreate");
    case "adopt":
      return vscode.l10n.t("take over");
    case "delete":
      return vscode.l10n.t("pause, then delete");
    case "conflict":
      return vscode.l10n.t("conflict");
    case "invalid":
      return vscode.l10n.t("has errors");
    case "nothing":
      return vscode.l10n.t("unchanged");
  }
}

/** How many crons are created, updated …; empty if there are none. */
export function countWords(rows: readonly PageRow[]): string {
  const counts = planCounts(rows);
  return [
    counts.create > 0 ? vscode.l10n.t("create: {0}", counts.create) : "",
    counts.update > 0 ? vscode.l10n.t("update: {0}", counts.update) : "",
    counts.recreate > 0 ? vscode.l10n.t("delete and recreate: {0}", counts.recreate) : "",
    counts.adopt > 0 ? vscode.l10n.t("take over: {0}", counts.adopt) : "",
    counts.delete > 0 ? vscode.l10n.t("pause or delete: {0}", counts.delete) : "",
    counts.conflict > 0 ? vscode.l10n.t("conflict: {0}", counts.conflict) : "",
    counts.invalid > 0 ? vscode.l10n.t("with errors: {0}", counts.invalid) : "",
    counts.unchanged > 0 ? vscode.l10n.t("unchanged: {0}", counts.unchanged) : "",
  ]
    .filter((words) => words !== "")
    .join(" · ");
}

/** Runs in 30 days before and after, of all these rows together, as far as they could be read. */
export function runsWords(rows: readonly PageRow[]): string {
  const changes = rows.flatMap((row) => plannedOf(row) ?? []);
  const sum = (when: "before" | "after") =>
    changes.reduce<number | null>((all, { runsPerMonth }) => {
      const count = runsPerMonth[when];
      return all === null || count === null ? null : all + count;
    }, 0);
  const [before, after] = [sum("before"), sum("after")].map((count) =>
    count === null ? vscode.l10n.t("not known") : count.toLocaleString(vscode.env.language),
  );
  return before === after ? String(after) : vscode.l10n.t("{0} now, {1} then", String(before), String(after));
}
