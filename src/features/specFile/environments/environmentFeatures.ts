import * as vscode from "vscode";
import type { PlaceholderValues } from "../../../platform/ask/placeholderValues";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import { FolderSpecs } from "../../../platform/specs/folderSpecs";
import type { SpecIndex } from "../../../platform/specs/specIndex";
import type { PlaceCompletions } from "../completion/placeCompletions";
import { SpecCompletions } from "../completion/specCompletions";
import type { SpecDiagnostics } from "../findings/specDiagnostics";
import type { SpecReader } from "../specReader";
import { EnvironmentChecks } from "./environmentChecks";
import { EnvironmentCompletions } from "./environmentCompletions";
import { EnvironmentDocuments } from "./environmentDocuments";
import { EnvironmentHover } from "./environmentHover";
import { EnvironmentQuickFixes } from "./environmentQuickFixes";
import { EnvironmentSpecChecks } from "./environmentSpecChecks";
import { environmentsSelector } from "./environmentsDocument";

interface Parts {
  readonly completions: PlaceCompletions;
  readonly connections: Connections;
  readonly environments: EnvironmentFiles;
  readonly index: SpecIndex;
  readonly log: vscode.LogOutputChannel;
  readonly placeholders: Pick<PlaceholderValues, "environmentNames">;
  readonly reader: SpecReader;
}

/** What the editor does with `langgraph-crons.json`: findings, fixes, completion and hovers. */
export class EnvironmentFeatures implements vscode.Disposable {
  private readonly owned: vscode.Disposable;

  constructor(parts: Parts, diagnostics: SpecDiagnostics, recheckAll: vscode.Event<unknown>) {
    const { completions, connections, environments, index, placeholders, reader } = parts;
    const folderSpecs = new FolderSpecs(index, environments);
    const checks = new EnvironmentChecks({ ...parts, folderSpecs }, recheckAll);
    this.owned = vscode.Disposable.from(
      checks,
      new EnvironmentSpecChecks(parts, diagnostics),
      new EnvironmentDocuments(environments, reader),
      vscode.languages.registerHoverProvider(
        environmentsSelector,
        new EnvironmentHover(connections, environments, folderSpecs),
      ),
      vscode.languages.registerCompletionItemProvider(
        environmentsSelector,
        new EnvironmentCompletions(connections, folderSpecs, completions, () => placeholders.environmentNames()),
        ...SpecCompletions.triggers,
      ),
      vscode.languages.registerCodeActionsProvider(environmentsSelector, new EnvironmentQuickFixes(checks), {
        providedCodeActionKinds: EnvironmentQuickFixes.kinds,
      }),
    );
  }

  dispose(): void {
    this.owned.dispose();
  }
}
