import type * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import { ReportPanels } from "../../platform/pages/reportPanels";
import { CostPage, type CostPageParts, type CostSubject, keyOfSubject } from "./costPage";

/** The tabs of what crons cost. */
export class CostPages implements vscode.Disposable {
  private readonly panels: ReportPanels;

  constructor(
    app: App,
    private readonly parts: CostPageParts,
    viewType: string,
  ) {
    this.panels = new ReportPanels(app, viewType);
  }

  dispose(): void {
    this.panels.dispose();
  }

  open(subject: CostSubject): void {
    this.panels.open(keyOfSubject(subject), "stay", () => new CostPage(subject, this.parts));
  }

  restore(panel: vscode.WebviewPanel, saved: unknown): void {
    const make = ([connectionId = "", cronId]: readonly string[]) => new CostPage({ connectionId, cronId }, this.parts);
    this.panels.restore(panel, saved, make);
  }
}
