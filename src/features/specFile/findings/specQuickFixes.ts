import type { Edit } from "jsonc-parser";
import * as vscode from "vscode";
import { findPlaceholders } from "../../../core/arguments/placeholders";
import type { Finding } from "../../../core/finding/finding";
import { eachFix } from "../../../core/finding/fixes";
import type { LocatedFinding } from "../../../core/specFile/json/locate";
import type { ValuePlaces } from "../../../core/specFile/json/valuePlaces";
import { documentRange } from "../../../platform/specs/documentRange";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import { fixTitle } from "../../../platform/words/findingMessages";
import { plainText } from "../../../platform/words/plainText";
import type { SpecReader } from "../specReader";
import { fixEdits } from "./fixEdits";
import type { ServerChecks } from "./serverChecks";
import { diagnosticSource } from "./specDiagnostics";

/** The command behind “Set secret …”: private, since the code action names the secret. */
export const setSecretCommand = "_langgraphCrons.spec.setSecret";

/** Offers the fixes of a diagnostic, and a new value for the secret at the cursor. */
export class SpecQuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(
    private readonly reader: SpecReader,
    private readonly serverChecks: Pick<ServerChecks, "of">,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    if (!isSpecDocument(document)) return [];
    const ours = context.diagnostics.filter(({ source }) => source === diagnosticSource);
    const fixes = ours.length === 0 ? [] : await this.fixesFor(document, ours);
    return [...fixes, ...secretActions(document, range)];
  }

  private async fixesFor(
    document: vscode.TextDocument,
    diagnostics: readonly vscode.Diagnostic[],
  ): Promise<vscode.CodeAction[]> {
    const specs = (await this.reader.readSoon(document))?.specs ?? [];
    return [...specs, ...this.serverChecks.of(document)].flatMap(({ findings, spec }) =>
      fixActions(document, spec, findings, diagnostics),
    );
  }
}

/** The fixes of those findings that one of the diagnostics shows. */
export function fixActions(
  document: vscode.TextDocument,
  places: ValuePlaces,
  findings: readonly Finding[],
  diagnostics: readonly vscode.Diagnostic[],
): readonly vscode.CodeAction[] {
  const actions: vscode.CodeAction[] = [];
  for (const finding of findings.flatMap(eachFix)) {
    const located = places.locate(finding);
    const diagnostic = diagnostics.find((each) => isAbout(each, document, located));
    if (diagnostic !== undefined) actions.push(fixAction(document, places, located, diagnostic));
  }
  return actions;
}

function isAbout(diagnostic: vscode.Diagnostic, document: vscode.TextDocument, { finding, range }: LocatedFinding) {
  const { code } = diagnostic;
  return (
    typeof code === "object" && code.value === finding.code && diagnostic.range.isEqual(documentRange(document, range))
  );
}

function fixAction(
  document: vscode.TextDocument,
  places: ValuePlaces,
  { finding }: LocatedFinding,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction {
  const action = new vscode.CodeAction(plainText(fixTitle(finding) ?? ""), vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = (finding.choices ?? []).length === 0;
  action.edit = new vscode.WorkspaceEdit();
  const formatting = { insertSpaces: true, tabSize: 2 };
  const edits = fixEdits(document.getText(), places, finding, formatting);
  action.edit.set(
    document.uri,
    edits.map((edit) => textEdit(document, edit)),
  );
  return action;
}

function textEdit(document: vscode.TextDocument, edit: Edit): vscode.TextEdit {
  return vscode.TextEdit.replace(documentRange(document, edit), edit.content);
}

function secretActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
  const line = document.lineAt(range.start.line);
  return findPlaceholders(line.text)
    .filter(({ kind, span }) => kind === "secret" && touches(span, range.start.character))
    .map(({ name }) => {
      const title = vscode.l10n.t("Set secret {0}…", name);
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = { title, command: setSecretCommand, arguments: [name] };
      return action;
    });
}

function touches({ start, end }: { readonly start: number; readonly end: number }, character: number): boolean {
  return start <= character && character <= end;
}
