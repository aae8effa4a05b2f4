import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import type { TreeNode } from "../../platform/app/treeNode";
import { askConnection } from "../../platform/ask/askConnection";
import { pageOptions } from "../../platform/pages/fillPanel";
import { idsOf, keyOf } from "../../platform/pages/reportSource";
import { isSavedUpcoming } from "../../protocol/upcoming";
import { type UpcomingParts, UpcomingSource } from "./upcomingSource";
import { idsOfSubject, subjectOf, subjectOfIds, type UpcomingSubject } from "./upcomingSubject";
import { UpcomingTab } from "./upcomingTab";

/** The tabs of coming runs: opening the same crons again shows their tab. */
export class UpcomingTabs implements vscode.Disposable {
  private readonly tabs = new Set<UpcomingTab>();

  constructor(
    private readonly app: App,
    private readonly parts: Omit<UpcomingParts, "log">,
    private readonly viewType: string,
  ) {}

  dispose(): void {
    for (const tab of this.tabs) tab.close();
  }

  /** Of these rows of the tree; without any that has crons, of a connection that the user picks. */
  async open(rows: readonly TreeNode[]): Promise<void> {
    const subject = subjectOf(rows);
    const picked = subject.length > 0 ? subject : await this.pick(rows[0]);
    if (picked === undefined) return;
    const known = [...this.tabs].find(({ source }) => source.key === keyOf(...idsOfSubject(picked)));
    if (known !== undefined) {
      known.reveal();
      return;
    }
    const options = { enableFindWidget: true, ...pageOptions(this.app.context.extensionUri) };
    const title = vscode.l10n.t("Upcoming");
    this.fill(vscode.window.createWebviewPanel(this.viewType, title, vscode.ViewColumn.Active, options), picked);
  }

  /** Fills a tab that VS Code has brought back after a reload. */
  restore(panel: vscode.WebviewPanel, saved: unknown): void {
    const subject = isSavedUpcoming(saved) ? subjectOfIds(idsOf(saved.key)) : [];
    if (subject.length === 0) panel.dispose();
    else this.fill(panel, subject);
  }

  private fill(panel: vscode.WebviewPanel, subject: UpcomingSubject): void {
    const source = new UpcomingSource(subject, { ...this.parts, log: this.app.log });
    const tab = new UpcomingTab(this.app, panel, source, () => this.tabs.delete(tab));
    this.tabs.add(tab);
  }

  private async pick(row: TreeNode | undefined): Promise<UpcomingSubject | undefined> {
    const question = vscode.l10n.t("Coming runs of which server?");
    const connection = await askConnection(this.parts.connections, row, question);
    return connection && [{ connectionId: connection.id, kind: "connection", id: "" }];
  }
}
