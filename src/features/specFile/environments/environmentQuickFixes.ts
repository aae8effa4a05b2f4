import * as vscode from "vscode";
import { parseJsonTree } from "../../../core/specFile/json/jsonTree";
import { valuePlaces } from "../../../core/specFile/json/valuePlaces";
import { diagnosticSource } from "../findings/specDiagnostics";
import { fixActions } from "../findings/specQuickFixes";
import type { EnvironmentChecks } from "./environmentChecks";
import { isEnvironmentsDocument } from "./environmentsDocument";

/** Offers the fixes of the findings in a file of environments. */
export class EnvironmentQuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly checks: Pick<EnvironmentChecks, "of">) {}

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const ours = diagnostics.filter(({ source }) => source === diagnosticSource);
    if (!isEnvironmentsDocument(document) || ours.length === 0) return [];
    const text = document.getText();
    // No file that has a finding with a fix is deeper.
    const { root } = parseJsonTree(text, Number.POSITIVE_INFINITY);
    return root === undefined ? [] : [...fixActions(document, valuePlaces(text, root), this.checks.of(document), ours)];
  }
}
