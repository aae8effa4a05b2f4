import * as vscode from "vscode";
import type { Finding } from "../../../core/finding/finding";
import type { Severity } from "../../../core/finding/findingEntry";
import type { LocatedFinding } from "../../../core/specFile/json/locate";
import { inSlices } from "../../../platform/host/inSlices";
import { documentRange } from "../../../platform/specs/documentRange";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import { findingHelp, findingText } from "../../../platform/words/findingMessages";
import type { SpecReader, SpecReading } from "../specReader";
import type { ServerRefusal, ServerRefusals } from "./serverRefusals";

export const diagnosticSource = "Crons for LangGraph";

/** Milliseconds after the last key press. */
const quietMilliseconds = 100;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Keeps the diagnostics of every open spec file up to date. */
export class SpecDiagnostics implements vscode.Disposable {
  private readonly checked = new vscode.EventEmitter<vscode.TextDocument>();
  private readonly forgotten = new vscode.EventEmitter<vscode.Uri>();
  /** The diagnostics now belong to the document's current version. */
  readonly onDidCheck = this.checked.event;
  /** The document is no longer shown. */
  readonly onDidForget = this.forgotten.event;
  private readonly collection = vscode.languages.createDiagnosticCollection("langgraphCrons");
  private readonly pending = new Map<string, NodeJS.Timeout>();
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly reader: SpecReader,
    private readonly refusals: ServerRefusals,
    private readonly log: vscode.LogOutputChannel,
    recheckAll: vscode.Event<unknown>,
  ) {
    this.listeners = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.schedule(document, quietMilliseconds)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
      vscode.window.tabGroups.onDidChangeTabs(() => this.followTabs()),
      refusals.onDidChange((file) => this.recheck((document) => document.uri.toString() === file.toString())),
      recheckAll(() => this.recheck(() => true)),
    );
    this.recheck(() => true);
  }

  dispose(): void {
    this.listeners.dispose();
    this.collection.dispose();
    this.checked.dispose();
    this.forgotten.dispose();
    for (const timer of this.pending.values()) clearTimeout(timer);
  }

  private recheck(which: (document: vscode.TextDocument) => boolean): void {
    for (const document of vscode.workspace.textDocuments.filter(which)) this.schedule(document, 0);
  }

  /** VS Code keeps a document for minutes after its last tab was closed; its squiggles disappear with the tab. */
  private followTabs(): void {
    const shown = shownFiles();
    for (const document of vscode.workspace.textDocuments.filter(isSpecDocument)) {
      const has = this.collection.has(document.uri);
      if (has && !shown.has(document.uri.toString())) this.forget(document.uri);
      if (!has) this.schedule(document, 0);
    }
  }

  /** A later call for the same document replaces an earlier one. */
  private schedule(document: vscode.TextDocument, milliseconds: number): void {
    if (!isSpecDocument(document) || !shownFiles().has(document.uri.toString())) return;
    const key = document.uri.toString();
    clearTimeout(this.pending.get(key));
    const timer = setTimeout(() => {
      const isCurrent = () => this.pending.get(key) === timer && !document.isClosed;
      const end = () => {
        if (this.pending.get(key) === timer) this.pending.delete(key);
      };
      this.check(document, isCurrent)
        .catch((failure) => this.log.error(`Checking ${key}`, failure))
        .finally(end);
    }, milliseconds);
    this.pending.set(key, timer);
  }

  private async check(document: vscode.TextDocument, isCurrent: () => boolean): Promise<void> {
    const reading = await this.reader.readSoon(document);
    if (reading === undefined || !isCurrent()) return;
    const found = await inSlices(diagnosticsOf(document, reading), isCurrent);
    if (found === undefined || reading.version !== document.version) return;
    const refused = this.refusals.of(document).map((refusal) => refusalDiagnostic(document, reading, refusal));
    this.collection.set(document.uri, [...found, ...refused]);
    this.checked.fire(document);
  }

  private forget(file: vscode.Uri): void {
    const key = file.toString();
    clearTimeout(this.pending.get(key));
    this.pending.delete(key);
    this.refusals.forget(file);
    this.collection.delete(file);
    this.forgotten.fire(file);
  }
}

/** Files that have a tab, alone or as the new side of a diff. */
function shownFiles(): ReadonlySet<string> {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const files = inputs.map((input) => {
    if (input instanceof vscode.TabInputText) return input.uri;
    return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
  });
  return new Set(files.map((file) => file?.toString() ?? ""));
}

/** Like `checkSpecFile`, but one spec at a time; if the text has problems, only those are returned. */
function* diagnosticsOf(
  document: vscode.TextDocument,
  { specs, problems }: SpecReading,
): Generator<void, readonly vscode.Diagnostic[]> {
  const inText = problems.filter(({ finding }) => !isSaidByJsonSupport(finding));
  if (problems.length > 0) return inText.map((each) => toDiagnostic(document, each));
  const found: vscode.Diagnostic[] = [];
  for (const { findings, spec } of specs) {
    for (const finding of findings) {
      if (!isSaidByJsonSupport(finding)) found.push(toDiagnostic(document, spec.locate(finding)));
    }
    yield;
  }
  return found;
}

/** VS Code's own JSON support marks these; a second squiggle would repeat it. */
function isSaidByJsonSupport({ code }: Finding): boolean {
  return code.startsWith("spec.syntax-") || code === "spec.duplicate-key";
}

export function toDiagnostic(document: vscode.TextDocument, { finding, range }: LocatedFinding): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    documentRange(document, range),
    findingText(finding),
    severities[finding.severity],
  );
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.code, target: findingHelp(finding.code) };
  return diagnostic;
}

function refusalDiagnostic(
  document: vscode.TextDocument,
  { specs }: SpecReading,
  { spec: name, parameter, message }: ServerRefusal,
): vscode.Diagnostic {
  const spec = specs.find((each) => each.spec.name === name)?.spec;
  const range = spec?.rangeOf(parameter === null ? [] : [parameter]) ?? { offset: 0, length: 0 };
  const diagnostic = new vscode.Diagnostic(
    documentRange(document, parameter === null ? { ...range, length: Math.min(1, range.length) } : range),
    message,
    vscode.DiagnosticSeverity.Error,
  );
  diagnostic.source = diagnosticSource;
  diagnostic.code = "server.refused";
  return diagnostic;
}
