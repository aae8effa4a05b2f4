import type * as vscode from "vscode";
import { isSubmitted } from "../../core/apply/prepareChanges";
import type { PlannedPrune } from "../../core/plan/planPrune";
import type { PlanRow, SpecRow, TextFile } from "../../core/plan/planRows";
import type { WorkspaceSpecFile } from "../../platform/specs/readSpecFiles";

/** A file in which a finding can be fixed. */
export interface PagePlace extends TextFile {
  readonly uri: vscode.Uri;
}

/** What is to be done for one spec, or with a cron whose spec is gone. */
export type PageRow = PlanRow<WorkspaceSpecFile, PagePlace>;

export type PageSpecRow = SpecRow<WorkspaceSpecFile, PagePlace>;

export function isSpecRow(row: PageRow): row is PageSpecRow {
  return "read" in row;
}

/** Whether an apply does something for it now. */
export function isDoable(row: PageRow): boolean {
  if (row.hasMoved === true) return false;
  return isSpecRow(row) ? isSubmitted(row) : dueOf(row) !== undefined;
}

/** What prune does with a row's cron now. */
export function dueOf(row: PageRow): PlannedPrune | undefined {
  return !isSpecRow(row) && row.action === "delete" && row.hasMoved !== true ? row.prune : undefined;
}

/** Whether the page has a section for it. What prune leaves for now or for good is told: nobody sees it in a file. */
export function isTold(row: PageRow): boolean {
  return row.action !== "nothing" || !isSpecRow(row) || row.hasMoved === true;
}
