import * as vscode from "vscode";
import { inTurn } from "../../../core/base/inTurn";
import { positionFinder } from "../../../core/base/positionFinder";
import type { CheckOptions } from "../../../core/checks/rules/rule";
import { checkSpecs } from "../../../core/specFile/checkSpecFile";
import { DrawSoon } from "../../../platform/host/drawSoon";
import { inSlices } from "../../../platform/host/inSlices";
import { readSetting } from "../../../platform/host/settings";
import type { SpecIndex } from "../../../platform/specs/specIndex";
import type { ReadSpecText } from "../../../platform/specs/workspaceSpecs";
import { shownFiles } from "./openChecks";
import { toDiagnostic } from "./specDiagnostics";

interface Parts {
  readonly index: SpecIndex;
  /** For the chosen connection. */
  readonly options: () => CheckOptions;
  readonly log: vscode.LogOutputChannel;
}

/** Milliseconds: a switched branch has been read by then. */
const gathering = 200;

/** The findings of spec files without a tab, for those who want them among the problems. Asks no server. */
export class ClosedFiles implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("langgraphCrons.closed");
  private readonly soon = new DrawSoon(() => this.update(), gathering);
  private readonly listeners: vscode.Disposable;
  private isOver = false;

  constructor(
    private readonly parts: Parts,
    recheckAll: vscode.Event<unknown>,
  ) {
    const ask = () => this.soon.ask();
    this.listeners = vscode.Disposable.from(
      this.collection,
      this.soon,
      parts.index.onDidChangeFiles(ask),
      vscode.window.tabGroups.onDidChangeTabs(ask),
      recheckAll(ask),
    );
    ask();
  }

  dispose(): void {
    this.isOver = true;
    this.listeners.dispose();
  }

  private readonly update = inTurn(async () => {
    try {
      await this.check();
    } catch (failure) {
      this.parts.log.error("Checking the closed spec files", failure);
    }
  });

  private async check(): Promise<void> {
    const found: [vscode.Uri, readonly vscode.Diagnostic[]][] = [];
    if (readSetting("checkClosedFiles")) {
      await this.parts.index.whenRead();
      const shown = shownFiles();
      for (const [key, read] of this.parts.index.texts) {
        if (shown.has(key)) continue;
        const file = vscode.Uri.parse(key);
        const told = await this.findingsOf(file, read);
        if (told === undefined) return;
        found.push([file, told]);
      }
    }
    this.collection.clear();
    this.collection.set(found);
  }

  /** undefined: nobody wants to know any more. */
  private async findingsOf(
    uri: vscode.Uri,
    { file, text }: ReadSpecText,
  ): Promise<readonly vscode.Diagnostic[] | undefined> {
    const { index, options } = this.parts;
    const located = await inSlices(checkSpecs(file, options()), () => !this.isOver);
    if (located === undefined) return undefined;
    const shared = file.specs.flatMap((spec) => index.check(spec.name, uri).map((finding) => spec.locate(finding)));
    const positionOf = positionFinder(text);
    const positionAt = (offset: number) => {
      const { character, line } = positionOf(offset);
      return new vscode.Position(line, character);
    };
    return [...located, ...(file.problems.length > 0 ? [] : shared)].map((each) => toDiagnostic({ positionAt }, each));
  }
}
