import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import { askServer } from "../../../core/checks/askServer";
import { checkOnServer, type ServerAnswers } from "../../../core/checks/checkOnServer";
import type { Finding } from "../../../core/finding/finding";
import type { Spec } from "../../../core/specFile/parseSpecFile";
import { inSlices } from "../../../platform/host/inSlices";
import { readSetting } from "../../../platform/host/settings";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { ServerFacts } from "../../../platform/servers/serverFacts";
import type { Servers } from "../../../platform/servers/servers";
import type { SpecReader } from "../specReader";
import { type SpecDiagnostics, toDiagnostic } from "./specDiagnostics";

/** Milliseconds to wait after the findings that need no server. */
const quietMilliseconds = 400;

export interface SpecFindings {
  readonly spec: Spec;
  readonly findings: readonly Finding[];
}

interface Parts {
  readonly connections: Connections;
  readonly servers: Servers;
  readonly facts: ServerFacts;
  readonly reader: SpecReader;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Findings in open specs that need the chosen connection's server, as separate diagnostics. Nothing is asked in a
 * workspace without trust, from a server that has not answered yet, or if the user has switched this off.
 */
export class ServerChecks implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("langgraphCrons.server");
  private readonly running = new Map<string, AbortController>();
  private readonly found = new Map<string, { readonly version: number; readonly specs: readonly SpecFindings[] }>();
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly parts: Parts,
    diagnostics: Pick<SpecDiagnostics, "onDidCheck" | "onDidForget">,
  ) {
    this.listeners = vscode.Disposable.from(
      diagnostics.onDidCheck((document) => void this.check(document)),
      diagnostics.onDidForget((file) => this.forget(file)),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.collection.dispose();
    for (const abort of this.running.values()) abort.abort();
  }

  /** For the document's current version; empty while the check is running. */
  of(document: vscode.TextDocument): readonly SpecFindings[] {
    const found = this.found.get(document.uri.toString());
    return found?.version === document.version ? found.specs : [];
  }

  /** A later call for the same document replaces an earlier one. */
  private async check(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    this.running.get(key)?.abort();
    const connection = this.askable();
    if (connection === undefined) {
      this.forget(document.uri);
      return;
    }
    const abort = new AbortController();
    this.running.set(key, abort);
    try {
      await new Promise((resolve) => setTimeout(resolve, quietMilliseconds));
      const reading = abort.signal.aborted ? undefined : await this.parts.reader.readSoon(document);
      if (reading === undefined || abort.signal.aborted) return;
      const specs = reading.problems.length > 0 ? [] : reading.specs.map(({ spec }) => spec);
      const found = await this.findingsOf(specs, connection, abort.signal);
      if (found !== undefined && reading.version === document.version) this.show(document, found);
    } catch (failure) {
      if (!abort.signal.aborted) this.parts.log.error(`Checking ${key} with a server`, failure);
    } finally {
      if (this.running.get(key) === abort) this.running.delete(key);
    }
  }

  private askable(): Connection | undefined {
    const { connections, servers } = this.parts;
    const chosen = connections.chosen();
    const mayAsk = vscode.workspace.isTrusted && readSetting("checkOnServer");
    return mayAsk && chosen !== undefined && servers.state(chosen).kind === "ready" ? chosen : undefined;
  }

  /** undefined: the answer is no longer needed. */
  private async findingsOf(
    specs: readonly Spec[],
    connection: Connection,
    signal: AbortSignal,
  ): Promise<readonly SpecFindings[] | undefined> {
    const given = specs.map((spec) => spec.arguments);
    const answers = await askServer(this.parts.facts.questions(connection, signal), given);
    return inSlices(checkSpecs(specs, answers), () => !signal.aborted);
  }

  private show(document: vscode.TextDocument, specs: readonly SpecFindings[]): void {
    this.found.set(document.uri.toString(), { version: document.version, specs });
    const located = specs.flatMap(({ findings, spec }) => findings.map((finding) => spec.locate(finding)));
    this.collection.set(
      document.uri,
      located.map((each) => toDiagnostic(document, each)),
    );
  }

  private forget(file: vscode.Uri): void {
    const key = file.toString();
    this.running.get(key)?.abort();
    this.found.delete(key);
    this.collection.delete(file);
  }
}

function* checkSpecs(
  specs: readonly Spec[],
  answers: (spec: RawArguments) => ServerAnswers,
): Generator<void, readonly SpecFindings[]> {
  const found: SpecFindings[] = [];
  for (const spec of specs) {
    const findings = checkOnServer(spec.arguments, answers(spec.arguments));
    if (findings.length > 0) found.push({ spec, findings });
    yield;
  }
  return found;
}
