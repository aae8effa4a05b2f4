import * as vscode from "vscode";
import type { App } from "../../platform/app";
import type { CronForms } from "../../platform/cronForms";
import type { PlaceholderValues } from "../../platform/placeholderValues";
import type { Connections, CronService } from "../../platform/services";
import { MinuteWhileVisible } from "./minuteWhileVisible";
import { newSpec } from "./newSpec";
import { openSpecInForm } from "./openSpecInForm";
import { ServerRefusals } from "./serverRefusals";
import { showRuns } from "./showRuns";
import { SpecDiagnostics } from "./specDiagnostics";
import { SpecHover } from "./specHover";
import { SpecLenses, showRunsCommand } from "./specLenses";
import { SpecQuickFixes, setSecretCommand } from "./specQuickFixes";
import { SpecReader } from "./specReader";
import { specSelector } from "./specSelector";
import { SpecSubmitter } from "./specSubmitter";
import { Submissions } from "./submissions";
import { SubmitReport } from "./submitReport";

export interface SpecFileServices {
  readonly connections: Connections;
  readonly crons: CronService;
  readonly forms: CronForms;
  readonly placeholders: PlaceholderValues;
}

/** Everything that a `*.cron.json` file gets in the editor. */
export function registerSpecFile(app: App, services: SpecFileServices): vscode.Disposable {
  const { connections, crons, forms, placeholders } = services;
  const reader = new SpecReader(connections, crons);
  const submissions = new Submissions();
  const refusals = new ServerRefusals();
  const report = new SubmitReport(app.log);
  const submitter = new SpecSubmitter({ connections, crons, reader, placeholders, submissions, refusals, report });
  const minute = new MinuteWhileVisible();
  const lensesChange = new vscode.EventEmitter<void>();
  const findingsChange = new vscode.EventEmitter<void>();
  const changed = {
    lenses: () => lensesChange.fire(),
    all: () => {
      lensesChange.fire();
      findingsChange.fire();
    },
  };
  return vscode.Disposable.from(
    submissions,
    refusals,
    minute,
    lensesChange,
    findingsChange,
    minute.onDidTick(changed.lenses),
    submissions.onDidChange(changed.lenses),
    // The chosen server's version decides some findings, and errors decide the lenses.
    connections.onDidChange(changed.all),
    crons.onDidChange(changed.all),
    vscode.workspace.onDidGrantWorkspaceTrust(changed.lenses),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => submissions.forget(uri)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("langgraphCrons")) changed.all();
    }),
    new SpecDiagnostics(reader, refusals, app.log, findingsChange.event),
    vscode.languages.registerCodeLensProvider(
      specSelector,
      new SpecLenses(reader, connections, submissions, lensesChange.event),
    ),
    vscode.languages.registerHoverProvider(specSelector, new SpecHover(reader)),
    vscode.languages.registerCodeActionsProvider(specSelector, new SpecQuickFixes(reader), {
      providedCodeActionKinds: SpecQuickFixes.kinds,
    }),
    app.command("langgraphCrons.spec.submit", (file, which) => submitter.submit(file, which)),
    app.command("langgraphCrons.spec.openInForm", (file, name) =>
      openSpecInForm({ connections, forms, reader }, file, name),
    ),
    app.command("langgraphCrons.spec.new", newSpec),
    vscode.commands.registerCommand(showRunsCommand, (file: vscode.Uri, name: string) => showRuns(reader, file, name)),
    vscode.commands.registerCommand(setSecretCommand, (name: string) => placeholders.askForSecret(name)),
  );
}
