import * as vscode from "vscode";
import type { Finding } from "../../../core/finding/finding";
import type { Severity } from "../../../core/finding/findingEntry";
import type { LocatedFinding } from "../../../core/specFile/json/locate";
import { inSlices } from "../../../platform/host/inSlices";
import { documentRange } from "../../../platform/specs/documentRange";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import { findingHelp, findingText } from "../../../platform/words/findingMessages";
import type { SpecReader, SpecReading } from "../specReader";
import { OpenChecks } from "./openChecks";
import type { ServerRefusal, ServerRefusals } from "./serverRefusals";

export const diagnosticSource = "Crons for LangGraph";

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Keeps the diagnostics of every open spec file up to date. */
export class SpecDiagnostics implements vscode.Disposable {
  readonly onDidCheck: vscode.Event<vscode.TextDocument>;
  readonly onDidForget: vscode.Event<vscode.Uri>;
  readonly checkedDocuments: () => readonly vscode.TextDocument[];
  private readonly owned: vscode.Disposable;

  constructor(
    private readonly reader: SpecReader,
    private readonly refusals: ServerRefusals,
    log: vscode.LogOutputChannel,
    recheckAll: vscode.Event<unknown>,
  ) {
    const checks = new OpenChecks({
      isOurs: isSpecDocument,
      check: (document, isCurrent) => this.check(document, isCurrent),
      log,
      collection: "langgraphCrons",
    });
    this.onDidCheck = checks.onDidCheck;
    this.onDidForget = checks.onDidForget;
    this.checkedDocuments = () => checks.checkedDocuments();
    this.owned = vscode.Disposable.from(
      checks,
      checks.onDidForget((file) => refusals.forget(file)),
      refusals.onDidChange((file) => checks.recheck((document) => document.uri.toString() === file.toString())),
      recheckAll(() => checks.recheck()),
    );
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async check(
    document: vscode.TextDocument,
    isCurrent: () => boolean,
  ): Promise<readonly vscode.Diagnostic[] | undefined> {
    const reading = await this.reader.readSoon(document);
    if (reading === undefined || !isCurrent()) return undefined;
    const found = await inSlices(diagnosticsOf(document, reading), isCurrent);
    if (found === undefined || reading.version !== document.version) return undefined;
    const refused = this.refusals.of(document).map((refusal) => refusalDiagnostic(document, reading, refusal));
    return [...found, ...refused];
  }
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
export function isSaidByJsonSupport({ code }: Finding): boolean {
  return code.startsWith("spec.syntax-") || code === "spec.duplicate-key" || code === "environments.more-text";
}

export function toDiagnostic(
  document: Pick<vscode.TextDocument, "positionAt">,
  { finding, range }: LocatedFinding,
  text = findingText(finding),
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(documentRange(document, range), text, severities[finding.severity]);
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
