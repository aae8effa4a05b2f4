import type * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import { ReportPanels } from "../../platform/pages/reportPanels";
import { DoctorPage, type DoctorPageParts, type DoctorSubject, keyOfSubject } from "./doctorPage";

/** The tabs of the doctor. */
export class DoctorPages implements vscode.Disposable {
  private readonly panels: ReportPanels;

  constructor(
    app: App,
    private readonly parts: DoctorPageParts,
    viewType: string,
  ) {
    this.panels = new ReportPanels(app, viewType);
  }

  dispose(): void {
    this.panels.dispose();
  }

  open(subject: DoctorSubject): void {
    this.panels.open(keyOfSubject(subject), "stay", () => new DoctorPage(subject, this.parts));
  }

  restore(panel: vscode.WebviewPanel, saved: unknown): void {
    const make = ([connectionId = "", cronId]: readonly string[]) =>
      new DoctorPage({ connectionId, cronId }, this.parts);
    this.panels.restore(panel, saved, make);
  }
}
