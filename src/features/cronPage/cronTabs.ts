import type * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import type { CronTarget } from "../../platform/app/editorCommands";
import type { PageOpening } from "../../platform/app/pageOpening";
import { ReportPanels } from "../../platform/pages/reportPanels";
import { keyOf } from "../../platform/pages/reportSource";
import { refOf } from "../../platform/servers/cronRef";
import { CronPage } from "./cronPage";
import type { CronPageParts } from "./cronSubject";

/** Milliseconds between the two clicks that keep a page. */
const doubleClick = 500;

/** The tabs of crons. */
export class CronTabs implements vscode.Disposable {
  private readonly panels: ReportPanels;
  private lastGlance = { key: "", at: 0 };

  constructor(
    app: App,
    private readonly parts: CronPageParts,
    viewType: string,
  ) {
    this.panels = new ReportPanels(app, viewType);
  }

  dispose(): void {
    this.panels.dispose();
  }

  open(target: CronTarget, opening: PageOpening): void {
    const ref =
      "cronId" in target ? target : target.kind === "cron" ? refOf(target.connection, target.cron) : undefined;
    if (ref === undefined) return;
    const key = keyOf(ref.connectionId, ref.cronId);
    this.panels.open(key, this.clicked(key, opening), () => new CronPage(ref, this.parts));
  }

  restore(panel: vscode.WebviewPanel, saved: unknown): void {
    const make = ([connectionId = "", cronId = ""]: readonly string[]) =>
      new CronPage({ connectionId, cronId }, this.parts);
    this.panels.restore(panel, saved, make);
  }

  /** The tree tells only clicks, so the second of two is known by its time. */
  private clicked(key: string, opening: PageOpening): PageOpening {
    const before = this.lastGlance;
    if (opening !== "glance") return opening;
    const at = Date.now();
    this.lastGlance = { key, at };
    return before.key === key && at - before.at < doubleClick ? "stay" : opening;
  }
}
