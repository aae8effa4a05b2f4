import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import type { PlanSubject, PlanTarget } from "../../platform/app/editorCommands";
import { ReportPanels } from "../../platform/pages/reportPanels";
import { askPlanFile } from "./askPlanFile";
import { askSubject } from "./askSubject";
import { PlanDiffs } from "./planDiffs";
import { PlanPage, type PlanPageParts } from "./planPage";
import { keyOfSubject, subjectOf } from "./planSubject";
import { savedSubject } from "./savedSubject";

/** The tabs of plans. */
export class PlanPages implements vscode.Disposable {
  private readonly diffs = new PlanDiffs();
  private readonly panels: ReportPanels;

  constructor(
    app: App,
    private readonly parts: PlanPageParts,
    viewType: string,
  ) {
    this.panels = new ReportPanels(app, viewType);
  }

  dispose(): void {
    vscode.Disposable.from(this.panels, this.diffs).dispose();
  }

  /** Throws if there is no connection for what the user picks. */
  async openFor(target: PlanTarget | undefined, selected: readonly vscode.Uri[] | undefined): Promise<void> {
    const subject = await askSubject(this.parts, target, selected);
    if (subject !== undefined) this.open(subject);
  }

  /** Opens a saved plan: a menu passes its file, otherwise it is that of the editor, or the user picks one. */
  async openSaved(file: vscode.Uri | undefined): Promise<void> {
    const uri = file ?? (await askPlanFile());
    if (uri !== undefined) this.open(await savedSubject(uri, this.parts));
  }

  private open(subject: PlanSubject): void {
    this.panels.open(keyOfSubject(subject), "stay", () => new PlanPage(subject, this.parts, this.diffs));
  }

  restore(panel: vscode.WebviewPanel, saved: unknown): void {
    this.panels.restore(panel, saved, (ids) => new PlanPage(subjectOf(ids), this.parts, this.diffs));
  }
}
