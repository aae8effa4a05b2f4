import type * as vscode from "vscode";
import { isText, listOf } from "../../protocol/guards";
import type { Report } from "../../protocol/report";

/** The subject of a report, as long as its tab shows it. */
export interface ReportSource extends vscode.Disposable {
  /** Names the subject, and brings it back after a reload of the window: ids only, see `keyOf`. */
  readonly key: string;
  /** The tab's title; server text is cleaned. */
  readonly title: string;
  /** Fires when `report` returns something else. */
  readonly onDidChange: vscode.Event<void>;
  report(): Report;
  /** Runs one of the report's actions. What it throws is shown in the page. */
  act(id: string, text: string | null): Promise<void>;
  /** Whether somebody can see the page: only then it may ask a server by itself. */
  setVisible(isVisible: boolean): void;
}

export function keyOf(...ids: readonly string[]): string {
  return JSON.stringify(ids);
}

/** The ids of a key, or none if something else wrote it. */
export function idsOf(key: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(key);
    return listOf(isText)(ids) ? ids : [];
  } catch {
    return [];
  }
}
