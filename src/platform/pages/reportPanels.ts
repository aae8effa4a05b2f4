import * as vscode from "vscode";
import { isSavedReport } from "../../protocol/report";
import type { App } from "../app/app";
import type { PageOpening } from "../app/pageOpening";
import { pageOptions } from "./fillPanel";
import { idsOf, type ReportSource } from "./reportSource";
import { ReportTab } from "./reportTab";

/** Read-only pages about one thing each: opening the same one again shows its tab. */
export class ReportPanels implements vscode.Disposable {
  private readonly tabs = new Set<ReportTab>();

  constructor(
    private readonly app: App,
    private readonly viewType: string,
  ) {}

  dispose(): void {
    for (const tab of this.tabs) tab.close();
  }

  /** `make` is called if the subject has no tab yet. */
  open(key: string, opening: PageOpening, make: () => ReportSource): void {
    const preserveFocus = opening === "glance";
    const known = [...this.tabs].find(({ source }) => source.key === key);
    const taken = opening === "stay" ? undefined : [...this.tabs].find(({ canBeTaken }) => canBeTaken);
    if (known === undefined) taken?.show(make());
    if (opening === "stay") known?.keep();
    const tab = known ?? taken;
    if (tab !== undefined) {
      tab.reveal(preserveFocus);
      return;
    }
    const source = make();
    const options = { enableFindWidget: true, ...pageOptions(this.app.context.extensionUri) };
    const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    this.add(vscode.window.createWebviewPanel(this.viewType, source.title, place, options), source, opening !== "stay");
  }

  /** Fills a tab that VS Code has brought back after a reload. `make` gets the ids of the subject's key. */
  restore(panel: vscode.WebviewPanel, saved: unknown, make: (ids: readonly string[]) => ReportSource): void {
    if (isSavedReport(saved)) this.add(panel, make(idsOf(saved.key)), false);
    else panel.dispose();
  }

  private add(panel: vscode.WebviewPanel, source: ReportSource, isPreview: boolean): void {
    this.tabs.add(new ReportTab(this.app, panel, source, isPreview, (tab) => this.tabs.delete(tab)));
  }
}
