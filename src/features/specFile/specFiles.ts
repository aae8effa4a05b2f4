import * as vscode from "vscode";
import type { Cron } from "../../core/server/cron";
import type { App } from "../../platform/app/app";
import type { ScheduleProposal } from "../../platform/app/editorCommands";
import type { Connection } from "../../platform/servers/connections/connection";
import type { CronRef } from "../../platform/servers/cronRef";
import { specSelector } from "../../platform/specs/specSelector";
import { PlaceCompletions } from "./completion/placeCompletions";
import { ServerCompletions } from "./completion/serverCompletions";
import { SpecCompletions } from "./completion/specCompletions";
import { copySpecRequest } from "./copySpecRequest";
import type { DriftCommands } from "./drift/driftCommands";
import type { KnownHealth } from "./drift/healthLens";
import { ServerDocuments } from "./drift/serverDocuments";
import { SpecStates } from "./drift/specStates";
import { SpecStatusItem } from "./drift/specStatusItem";
import { EnvironmentDoor } from "./environments/environmentDoor";
import { ClosedFiles } from "./findings/closedFiles";
import { ServerChecks } from "./findings/serverChecks";
import { ServerRefusals } from "./findings/serverRefusals";
import { SpecDiagnostics } from "./findings/specDiagnostics";
import { SpecQuickFixes, setSecretCommand } from "./findings/specQuickFixes";
import { MinuteWhileVisible } from "./hints/minuteWhileVisible";
import { showRuns } from "./hints/showRuns";
import { SpecHover } from "./hints/specHover";
import { SpecInlayHints } from "./hints/specInlayHints";
import { SpecLenses, showRunsCommand } from "./hints/specLenses";
import { SpecSymbols } from "./hints/specSymbols";
import { newSpec } from "./newSpec";
import { openSpecInForm } from "./openSpecInForm";
import type { SpecFileParts } from "./specFileServices";
import { SpecReader } from "./specReader";
import { SpecSubmitter } from "./submit/specSubmitter";
import { Submissions } from "./submit/submissions";
import { SubmitReport } from "./submit/submitReport";

/** Everything that works on spec files, created when the first one is opened or a command needs it. */
export class SpecFiles implements vscode.Disposable {
  private readonly reader: SpecReader;
  private readonly submitter: SpecSubmitter;
  private readonly states: SpecStates;
  private readonly owned: vscode.Disposable;

  constructor(
    app: App,
    private readonly services: SpecFileParts,
  ) {
    const { connections, environments, index, placeholders, servers } = services;
    const reader = new SpecReader(connections, servers, placeholders, index);
    const states = new SpecStates(connections, servers, reader, app.log);
    const submissions = new Submissions();
    const refusals = new ServerRefusals();
    const report = new SubmitReport(app.log);
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
    const { facts } = servers;
    const healthOf = (connection: Connection, cron: Cron): KnownHealth => ({
      cron,
      health: servers.health(connection, cron),
      thread: cron.thread_id === null ? undefined : servers.thread(connection, cron.thread_id),
    });
    const usageOf = (connection: Connection, name: string) => {
      const usages = servers.named(connection, name).map((cron) => servers.usage(connection, cron));
      return usages.find((usage) => usage !== undefined);
    };
    const diagnostics = new SpecDiagnostics(reader, refusals, app.log, findingsChange.event);
    const serverChecks = new ServerChecks({ connections, servers, facts, reader, log: app.log }, diagnostics);
    const completions = new PlaceCompletions(new ServerCompletions(facts), () => placeholders.environmentNames());
    const environmentParts = { completions, connections, environments, index, placeholders, reader, log: app.log };
    this.reader = reader;
    this.submitter = new SpecSubmitter({
      ...{ connections, environments, servers, facts, index, reader, placeholders, submissions, refusals, report },
    });
    this.states = states;
    this.owned = vscode.Disposable.from(
      index.onDidChange(changed.all),
      states,
      new ServerDocuments(connections, servers, environments, reader, states),
      submissions,
      refusals,
      minute,
      lensesChange,
      findingsChange,
      minute.onDidTick(changed.lenses),
      submissions.onDidChange(changed.lenses),
      states.onDidChange(changed.lenses),
      environments.onDidChange(changed.all),
      // The chosen server's version affects some findings, and errors affect the lenses.
      connections.onDidChange(changed.all),
      servers.onDidChange(({ changed: crons, connection, state }) => {
        if (state) changed.all();
        // How a cron is doing may have changed.
        else if (crons.length > 0 && connection.id === connections.chosen()?.id) changed.lenses();
      }),
      new SpecStatusItem({ connections, environments, healthOf, reader, states }, lensesChange.event),
      vscode.workspace.onDidGrantWorkspaceTrust(changed.lenses),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => submissions.forget(uri)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("langgraphCrons")) changed.all();
      }),
      diagnostics,
      serverChecks,
      new ClosedFiles(
        { index, options: () => reader.checkOptions(connections.chosen()), log: app.log },
        findingsChange.event,
      ),
      new EnvironmentDoor(
        environments,
        (loaded) => new loaded.EnvironmentFeatures(environmentParts, diagnostics, findingsChange.event),
        app.log,
      ),
      vscode.languages.registerCodeLensProvider(
        specSelector,
        new SpecLenses(
          reader,
          connections,
          environments,
          submissions,
          states,
          { healthOf, usageOf },
          lensesChange.event,
        ),
      ),
      vscode.languages.registerHoverProvider(specSelector, new SpecHover(reader)),
      vscode.languages.registerCompletionItemProvider(
        specSelector,
        new SpecCompletions(reader, connections, completions),
        ...SpecCompletions.triggers,
      ),
      vscode.languages.registerInlayHintsProvider(specSelector, new SpecInlayHints(reader, lensesChange.event)),
      vscode.languages.registerDocumentSymbolProvider(specSelector, new SpecSymbols(reader), {
        label: vscode.l10n.t("Crons"),
      }),
      vscode.languages.registerCodeActionsProvider(specSelector, new SpecQuickFixes(reader, serverChecks), {
        providedCodeActionKinds: SpecQuickFixes.kinds,
      }),
      vscode.commands.registerCommand(showRunsCommand, (file: vscode.Uri, name: string) =>
        showRuns(reader, file, name),
      ),
      vscode.commands.registerCommand(setSecretCommand, (name: string) => placeholders.askForSecret(name)),
    );
  }

  dispose(): void {
    this.owned.dispose();
  }

  submit(file: unknown, which: unknown, connectionId: unknown): Promise<void> {
    return this.submitter.submit(file, which, connectionId);
  }

  openInForm(file: unknown, which: unknown): Promise<void> {
    const { connections, environments, forms } = this.services;
    return openSpecInForm({ connections, environments, forms, reader: this.reader }, file, which);
  }

  async diff(file: unknown, which: unknown, connectionId: unknown): Promise<void> {
    await (await this.drift()).diff(file, which, connectionId);
  }

  async showInEnvironment(file: unknown, which: unknown, environment: unknown): Promise<void> {
    const { showSpecInEnvironment } = await import("./environments/showSpecInEnvironment");
    const { environments } = this.services;
    await showSpecInEnvironment({ environments, reader: this.reader }, file, which, environment);
  }

  async updateFromServer(file: unknown, which: unknown): Promise<void> {
    await (await this.drift()).updateFile(file, which);
  }

  copyRequest(file: unknown, which: unknown): Promise<void> {
    const { connections, environments } = this.services;
    return copySpecRequest({ connections, environments, reader: this.reader }, file, which);
  }

  async propose(cron: CronRef, change: ScheduleProposal): Promise<void> {
    const { proposeSchedule } = await import("./proposeSchedule");
    await proposeSchedule({ index: this.services.index, reader: this.reader }, cron, change);
  }

  create(): Promise<void> {
    return newSpec();
  }

  private async drift(): Promise<DriftCommands> {
    const { DriftCommands: Commands } = await import("./drift/driftCommands");
    const { connections, environments } = this.services;
    return new Commands(connections, environments, this.reader, this.states);
  }
}
