import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import { systemClock } from "../../../core/base/clock";
import type { CronUsage } from "../../../core/cost/cronUsage";
import { doubtAfter } from "../../../core/lifecycle/lease/doubtAfter";
import { standardDialect } from "../../../core/schedule/scheduleDialect";
import { specName } from "../../../core/server/stored/specName";
import { type App, runCommand } from "../../../platform/app/app";
import { pickConnection } from "../../../platform/ask/askConnection";
import { assistantChoice, threadChoice } from "../../../platform/ask/serverChoices";
import type { Connection } from "../../../platform/servers/connections/connection";
import { requestTarget } from "../../../platform/servers/connections/requestTarget";
import { requestTimeout } from "../../../platform/servers/connections/requestTimeout";
import { elsewhereWords } from "../../../platform/words/elsewhereWords";
import { localZone, personZone } from "../../../platform/words/runWords";
import { scheduleWords } from "../../../platform/words/scheduleWords";
import { relativeTime } from "../../../platform/words/timeWords";
import type { SchedulePreview, WordsOffer } from "../../../protocol/scheduleView";
import type { TryView } from "../../../protocol/tryView";
import type { FormController } from "../controller/formController";
import type { HandlerPorts } from "../controller/formHandlers";
import type { FormNews, FormSubmission } from "../controller/formPorts";
import { type FormRecord, fixedName } from "../controller/formRecord";
import type { RegistryPorts } from "../controller/formRegistry";
import { startingArguments, templateArguments } from "../controller/startingArguments";
import { type TryPorts, TryRun } from "../controller/try/tryRun";
import type { FormServices } from "../formServices";
import { chooseInput } from "./chooseInput";
import { confirmTry } from "./confirmTry";
import { saveTemplate } from "./cronTemplates";
import { DraftStore } from "./draftStore";
import { newFormFile, updateFormFile } from "./formFile";
import { FormServer } from "./formServer";
import { offerForms } from "./offerForms";
import { offerWords } from "./offerWords";
import { previewSchedule } from "./previewSchedule";
import { runCalendar } from "./runCalendar";
import { TemplateStore } from "./templateStore";
import { windowFieldMessages, windowWords } from "./windowWords";

/** Length of the suffix that makes the proposed names of two forms different. */
const suffixLength = 4;

/** Connects forms to a window of VS Code. */
export class WindowPorts implements RegistryPorts {
  readonly words = windowWords;
  readonly localZone = localZone;
  readonly updateFile = updateFormFile;
  readonly newFile = newFormFile;
  readonly offer = offerForms;
  readonly templates: TemplateStore;
  private readonly drafts: DraftStore;
  readonly server: FormServer;

  constructor(
    private readonly app: App,
    private readonly services: FormServices,
    readonly tell: (news: FormNews) => void,
  ) {
    const { globalState, secrets, workspaceState } = app.context;
    this.templates = new TemplateStore(globalState);
    this.drafts = new DraftStore(workspaceState, secrets, (failure) => app.log.error("Keeping a form", failure));
    this.server = new FormServer(services);
  }

  readonly now = () => Date.now();
  readonly newId = () => crypto.randomUUID();
  readonly newSuffix = () => crypto.randomUUID().slice(0, suffixLength);
  readonly isTrusted = () => vscode.workspace.isTrusted;
  readonly connection = (id: string) => this.services.connections.get(id);
  readonly namedCron = (connection: Connection, name: string) => this.server.namedCron(connection, name);
  readonly serverState = (connection: Connection) => this.services.servers.state(connection);
  readonly chooseConnection = () =>
    pickConnection(this.services.connections, vscode.l10n.t("Which server does the cron go to?"));
  readonly preview = preview;
  readonly submit = (submission: FormSubmission) => this.server.submit(submission);
  readonly kept = () => this.drafts.all();
  readonly read = (form: string) => this.drafts.read(form);
  readonly saveRecord = (record: FormRecord) => this.drafts.save(record);
  readonly forgetRecord = (form: string) => this.drafts.forget(form);

  /** What a form for a new cron begins with, besides `given`. */
  start(given: RawArguments, connection: Connection): RawArguments {
    return startingArguments(given, this.surroundings(connection));
  }

  /** The same with a template. */
  startFrom(template: RawArguments, given: RawArguments, connection: Connection): RawArguments {
    return templateArguments(template, given, this.surroundings(connection));
  }

  private surroundings(connection: Connection) {
    const state = this.services.servers.state(connection);
    return { zone: localZone(), server: state.kind === "ready" ? state.info : undefined };
  }

  /** Calls `listener` when a form's target may have changed: its connection, or the state of its server. */
  onTargetChange(form: FormController, listener: () => void): vscode.Disposable {
    const { connections, servers } = this.services;
    // Another key, or the user's trust, may fix the problem.
    const askAnew = () => {
      listener();
      void this.wake(form);
    };
    return vscode.Disposable.from(
      connections.onDidChange(askAnew),
      servers.onDidChange(({ connection, state }) => {
        if (state && connection.id === form.stored.destination.id) listener();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(askAnew),
    );
  }

  /** Calls `listener` when the cron that a form changes has changed on its server, but not while it is being submitted. */
  onCronChange(form: FormController, listener: () => void): vscode.Disposable {
    const { servers } = this.services;
    return servers.onDidChange(({ added, changed, connection, removed }) => {
      const { destination, subject } = form.stored;
      if (connection.id !== destination.id || form.isSubmitting) return;
      const isIt = (id: string) => {
        const cron = servers.cron(connection, id);
        return cron !== undefined && specName(cron) === fixedName(form.stored);
      };
      const isGone = subject.kind === "cron" && removed.includes(subject.cron.cronId);
      if (isGone || [...added, ...changed].some(isIt)) listener();
    });
  }

  /** Asks the form's server for its state, if that is unknown. */
  async wake({ destination }: FormController): Promise<void> {
    if (destination.kind === "known") await this.server.wake(destination.connection);
  }

  /** A form's tries, of which `onChange` gets each state. */
  trying(form: FormController, onChange: (view: TryView) => void): TryRun {
    const { server, services } = this;
    const ports: TryPorts = {
      words: this.words,
      clock: systemClock,
      newId: this.newId,
      isTrusted: this.isTrusted,
      doubt: () => doubtAfter(requestTimeout()),
      server: (connection) => services.servers.server(connection),
      checkOptions: (connection) => server.checkOptions(connection),
      placeholders: (asked, connection) => services.placeholders.lookup(asked, connection),
      confirmTry,
      scratch: services.scratch,
    };
    return new TryRun(ports, form, onChange);
  }

  /** What the page in a form's tab can ask for. */
  ofTab(
    form: FormController,
    tab: Pick<HandlerPorts, "closeTab" | "documents" | "namesBeside" | "trying">,
  ): HandlerPorts {
    const { server } = this;
    return {
      ...this,
      ...tab,
      preview: (raw, connection) => preview(raw, connection, connection && this.usageOf(form, connection)),
      serverNames: (connection) => server.names(connection),
      shownNames: (connection) => server.shownNames(connection),
      fieldMessages: windowFieldMessages,
      learnZone: (zone) => personZone.learn(zone),
      assistants: (connection) => server.assistants(connection),
      threads: (connection, search) => server.threads(connection, search),
      choiceOf: { assistant: assistantChoice, thread: threadChoice },
      nodes: (connection, assistant) => server.nodes(connection, assistant),
      otherInput: (connection, thread) => {
        const { servers } = this.services;
        return chooseInput({ server: () => servers.server(connection), thread, crons: servers.crons(connection) });
      },
      calendar: (raw, connection, monthsAhead) =>
        runCalendar(raw, { now: Date.now(), dialect: connection?.dialect ?? standardDialect, monthsAhead }),
      wordsOffer,
      requestTarget: (connection) => requestTarget(this.services.connections, connection),
      giveRequest: ({ form, way, name, ...request }) =>
        runCommand("langgraphCrons.request.offer", { ...request, name, title: name, wanted: { form, way } }),
      checkOptions: (connection) => server.checkOptions(connection),
      questions: (connection) => server.questions(connection),
      saveTemplate: (args, proposed) => saveTemplate(this.templates, args, proposed),
      reveal: (cron) => runCommand("langgraphCrons.explorer.reveal", cron),
      runCron: (cron) => runCommand("langgraphCrons.cron.runNow", cron),
      openFile: async (file) => {
        await vscode.window.showTextDocument(vscode.Uri.parse(file, true), { preview: false });
      },
      act: (action) => this.act(action, form),
    };
  }

  /** Of the cron that the form changes, as far as it was measured. */
  private usageOf({ stored: { subject } }: FormController, connection: Connection): CronUsage | undefined {
    const { servers } = this.services;
    const cron = subject.kind === "cron" ? servers.cron(connection, subject.cron.cronId) : undefined;
    return cron && servers.usage(connection, cron);
  }

  private async act(action: Parameters<HandlerPorts["act"]>[0], { destination }: FormController): Promise<void> {
    switch (action) {
      case "manageTrust":
        await vscode.commands.executeCommand("workbench.trust.manage");
        return;
      case "editConnection":
        if (destination.kind === "removed") return;
        await runCommand("langgraphCrons.connection.edit", { kind: "connection", connection: destination.connection });
        return;
      case "showLog":
        this.app.log.show();
        return;
    }
  }
}

function preview(
  raw: RawArguments,
  connection: Connection | undefined,
  usage?: CronUsage | undefined,
): Promise<SchedulePreview> {
  const now = Date.now();
  return previewSchedule(raw, {
    now,
    localZone: localZone(),
    describe: scheduleWords,
    words: windowWords,
    until: (time) => relativeTime(time, now, vscode.env.language, "narrow"),
    dialect: connection?.dialect ?? standardDialect,
    usage,
    elsewhere: (parsed, zone) => elsewhereWords(parsed, zone, now),
  });
}

function wordsOffer(raw: RawArguments, connection: Connection | undefined): Promise<WordsOffer> {
  const dialect = connection?.dialect ?? standardDialect;
  return offerWords(raw, { now: Date.now(), describe: scheduleWords, words: windowWords, dialect });
}
