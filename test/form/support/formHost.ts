import type { RawArguments } from "../../../src/core/arguments/cronArguments";
import { systemClock } from "../../../src/core/base/clock";
import type { JsonValue } from "../../../src/core/base/json";
import type { ServerQuestions } from "../../../src/core/checks/askServer";
import { checkArguments } from "../../../src/core/checks/checkArguments";
import type { Finding } from "../../../src/core/finding/finding";
import { findingMessage } from "../../../src/core/finding/findingMessage";
import type { SubmitOptions, SubmitOutcome } from "../../../src/core/lifecycle/submission/submission";
import { describeSchedule } from "../../../src/core/schedule/describeSchedule";
import type { Schedule } from "../../../src/core/schedule/schedule";
import { type ScheduleDialect, standardDialect } from "../../../src/core/schedule/scheduleDialect";
import { readElsewhere } from "../../../src/core/schedule/secondsFirst";
import type { AgentServer } from "../../../src/core/server/agentServer";
import type { Cron } from "../../../src/core/server/cron";
import { FormChanges } from "../../../src/features/cronForm/controller/formChanges";
import { FormController } from "../../../src/features/cronForm/controller/formController";
import { FormDocuments } from "../../../src/features/cronForm/controller/formDocuments";
import { formHandlers, type HandlerPorts } from "../../../src/features/cronForm/controller/formHandlers";
import type { FormNews, FormPorts } from "../../../src/features/cronForm/controller/formPorts";
import { newRecord } from "../../../src/features/cronForm/controller/formRecord";
import { formTarget } from "../../../src/features/cronForm/controller/formState";
import type { FormSubject } from "../../../src/features/cronForm/controller/formSubject";
import { type TryPorts, TryRun } from "../../../src/features/cronForm/controller/try/tryRun";
import { fieldMessages } from "../../../src/features/cronForm/window/fieldMessages";
import { offerWords } from "../../../src/features/cronForm/window/offerWords";
import { previewSchedule } from "../../../src/features/cronForm/window/previewSchedule";
import { runCalendar } from "../../../src/features/cronForm/window/runCalendar";
import { type SubmitPorts, submitForm } from "../../../src/features/cronForm/window/submitForm";
import type { ServerState } from "../../../src/platform/servers/serverState";
import { threadTitle } from "../../../src/platform/words/threadTitle";
import { relativeTime } from "../../../src/platform/words/timeWords";
import type { Choices, FormDraft, FormEvent, FormRequests } from "../../../src/protocol/cronForm";
import type { DocumentText } from "../../../src/protocol/documentText";
import type { FieldMessage } from "../../../src/protocol/fieldMessage";
import type { Handlers } from "../../../src/protocol/rpc";
import type { SchedulePreview } from "../../../src/protocol/scheduleView";
import { cronWith } from "../../fixtures/cronWith";
import { connectionTo, englishWords } from "../../support/formParts";
import { MemoryServer } from "../../unit/support/memoryServer";

/** The moment at which the tests take place. */
const testNow = Date.parse("2026-11-24T10:20:00Z");
/** Where the person who fills in the form is, unless a test says otherwise. */
export const testZone = "Europe/Berlin";

type Send = (
  options: Pick<SubmitOptions, "arguments" | "name" | "signal" | "onProgress" | "confirm">,
) => Promise<SubmitOutcome>;

export interface HostOptions {
  readonly draft?: Partial<FormDraft>;
  readonly target?: { readonly production?: boolean; readonly trusted?: boolean };
  readonly server?: ServerState;
  readonly subject?: FormSubject;
  readonly dialect?: ScheduleDialect;
  /** Holds up the answer to what a preview of this draft is asked. */
  readonly beforePreview?: (raw: RawArguments) => Promise<void>;
  /** What the user chooses when another input is wanted; by default nothing. */
  readonly otherInput?: (thread: string) => JsonValue;
  readonly assistants?: Choices | Promise<Choices>;
  readonly threads?: Choices;
  readonly nodes?: Choices;
  /** What the server itself says when it is asked about a draft; by default it isn't asked. */
  readonly questions?: ServerQuestions;
  /** The cron that the form changes, as its server has it now; by default there is none. */
  readonly cron?: Cron;
  /** The names of crons that are known; by default nothing is known of them. */
  readonly names?: readonly string[];
  /** What becomes of a submit; by default the cron is created at once. Throws `ServerFailure` as the server would. */
  readonly send?: Send;
  /** Where a try runs; by default a server whose runs stay queued. */
  readonly tryServer?: AgentServer;
  /** What the user answers before anything is sent; by default yes. */
  readonly agrees?: boolean;
}

/** What the form asked to have done. */
export interface Asked {
  readonly submitted: RawArguments[];
  readonly saved: RawArguments[];
  readonly cancelled: number[];
  readonly others: string[];
  /** Assistants of whose input the form knows the shape, or that there is none. */
  readonly shapes: string[];
  /** What was written to the documents beside the form. */
  readonly written: DocumentText[];
}

const assistants: Choices = {
  kind: "list",
  choices: [
    { value: "agent", label: "agent", detail: "" },
    { value: "researcher", label: "researcher", detail: "" },
    {
      value: "3f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21",
      label: "Weekly report",
      detail: "researcher · 3f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21",
    },
  ],
};

export const threadId = "8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21";

const threads: Choices = {
  kind: "list",
  choices: [
    { value: threadId, label: "Support inbox", detail: `${threadId} · agent · idle`, assistant: "agent" },
    { value: "1c9d5c44-51f1-4f0e-8f6c-6e2f7c1b0a02", label: "1c9d5c44-51f1-4f0e-8f6c-6e2f7c1b0a02", detail: "busy" },
  ],
};

const nodes: Choices = {
  kind: "list",
  choices: [
    { value: "plan", label: "plan", detail: "", next: [{ id: "search", isConditional: false }] },
    { value: "search", label: "search", detail: "", next: [{ id: "review", isConditional: false }] },
    {
      value: "review",
      label: "review",
      detail: "",
      next: [
        { id: "send", isConditional: true },
        { id: "plan", isConditional: true },
      ],
    },
    { value: "send", label: "send", detail: "" },
  ],
};

const checkOptions = {
  now: testNow,
  minimumMinutes: 5,
  server: { product: "agentServer", version: "0.16.7" },
} as const;

const fixTitles: Readonly<Record<string, string>> = { removeKey: "Remove it", moveUp: "Move it up" };

const inWords = (raw: RawArguments, findings: readonly Finding[]) =>
  fieldMessages(raw, findings, {
    text: findingMessage,
    fixTitle: ({ fix }) => fixTitles[fix?.kind ?? ""] ?? `Use ${fix?.text}`,
  });

const inEnglish = (parsed: Schedule) => describeSchedule(parsed, { locale: "en", hour12: false });

/** The rules' own answer about a draft, in English. */
export function check(raw: RawArguments, dialect = standardDialect): readonly FieldMessage[] {
  return inWords(raw, checkArguments(raw, { ...checkOptions, dialect }));
}

/**
 * The form's host without VS Code: controller, handlers, rules, previews and texts are the product's; servers, files and
 * the user's answers are the test's.
 */
export class FormHost {
  readonly asked: Asked = { submitted: [], saved: [], cancelled: [], others: [], shapes: [], written: [] };
  readonly news: FormNews[] = [];
  /** What is typed in documents beside the form, whose editors have not saved it yet. */
  readonly unsaved: DocumentText[] = [];
  /** Questions before a submit, by how many runs a day they tell. */
  readonly questions: (number | undefined)[] = [];
  readonly controller: FormController;
  readonly trying: TryRun;
  readonly documents: FormDocuments;
  readonly handlers: Handlers<FormRequests>;
  /** The connection that the form was opened for is still there. */
  isConnected = true;
  isClosed = false;
  /** The cron on the server, which others may change. */
  cron: Cron | undefined;
  zone = testZone;
  private ids = 0;
  private listener: (event: FormEvent) => void = () => undefined;

  constructor(private readonly options: HostOptions = {}) {
    const { draft, subject = { kind: "new" }, target, dialect = standardDialect } = options;
    this.cron = options.cron;
    const connection = connectionTo("local", {
      name: "Local",
      url: "http://127.0.0.1:2024",
      production: target?.production === true,
      dialect,
    });
    const ready = { version: "0.16.7", product: "agentServer", hasCrons: true } as const;
    const surroundings = {
      words: englishWords,
      isTrusted: () => target?.trusted !== false,
      serverState: (): ServerState => options.server ?? { kind: "ready", info: ready },
      localZone: () => this.zone,
      fieldMessages: inWords,
      checkOptions: () => ({ ...checkOptions, dialect }),
      questions: () => options.questions,
    };
    const submitPorts: SubmitPorts = {
      ...surroundings,
      placeholders: async () => () => "value",
      confirmSend: async (_connection, { crons }) => {
        this.questions.push(crons[0]?.runsADay);
        return options.agrees !== false;
      },
      answer: async () => "yes",
      named: async () => (this.cron === undefined ? [] : [this.cron]),
      confirmTaken: async () => true,
      send: (_connection, sent) => this.send(sent),
    };
    const ports: FormPorts = {
      ...surroundings,
      now: () => testNow,
      newId: () => crypto.randomUUID(),
      newSuffix: () => `x${++this.ids}`,
      connection: () => (this.isConnected ? connection : undefined),
      chooseConnection: async () => this.other("choose connection", connectionTo("other")),
      submit: (submission) => submitForm(submission, submitPorts),
      updateFile: async (file, _name, { wanted }) => {
        this.asked.saved.push(wanted);
        return { kind: "written", file };
      },
      newFile: async (name, args) => {
        this.asked.saved.push(args);
        return { kind: "written", file: `file:///ws/${name}.cron.json` };
      },
      saveRecord: async () => undefined,
      forgetRecord: async () => undefined,
      tell: (news) => this.news.push(news),
    };
    const start = { form: ports.newId(), suffix: ports.newSuffix(), subject, changedAt: testNow };
    const record = newRecord({ ...start, draft: { arguments: {}, typed: {}, name: "", ...draft } }, connection);
    this.controller = new FormController(ports, record);
    this.controller.onEvent((event) => this.listener(event));
    const namedCron = async () => this.cron;
    const changes = new FormChanges(this.controller, { ...surroundings, namedCron });
    this.tellCron = () => {
      changes.outdate();
      this.listener({ event: "cronChanged" });
    };
    const tryPorts: TryPorts = {
      ...surroundings,
      clock: systemClock,
      newId: () => crypto.randomUUID(),
      doubt: () => 1_000,
      server: async () => options.tryServer ?? new MemoryServer().api,
      placeholders: submitPorts.placeholders,
      confirmTry: async () => options.agrees !== false,
      scratch: { begin: async () => undefined, end: async () => undefined },
    };
    this.trying = new TryRun(tryPorts, this.controller, (trying) => this.listener({ event: "tryChanged", trying }));
    this.documents = new FormDocuments({
      form: async () => this.controller,
      schema: async () => undefined,
      slotsOfTabs: () => [],
      show: async ({ name }) => this.other(`document ${name}`, undefined),
      write: ({ name }, text) => void this.asked.written.push({ name, text }),
      save: async (places) => {
        for (const { name, text } of this.unsaved.splice(0)) {
          const place = places.find((each) => each.name === name);
          if (place === undefined || !this.documents.saved(place, text)) throw new Error("It can't be saved.");
        }
      },
      close: (places) => {
        for (const { name } of places) this.other(`close ${name}`, undefined);
      },
      lockChanged: () => undefined,
      schemaChanged: () => undefined,
      tellPage: (_form, event) => this.listener(event),
    });
    const ofTab: HandlerPorts = {
      ...surroundings,
      serverNames: () => options.names && new Set(options.names),
      shownNames: () => [],
      namesBeside: () => [],
      learnZone: (zone) => {
        this.zone = zone;
      },
      assistants: async () => options.assistants ?? assistants,
      threads: async (_connection, search) => narrowed(options.threads ?? threads, search),
      choiceOf: {
        assistant: ({ assistant_id, name }) => ({ value: assistant_id, label: name, detail: "" }),
        thread: (thread) => ({
          value: thread.thread_id,
          label: threadTitle(thread) ?? thread.thread_id,
          detail: "idle",
        }),
      },
      otherInput: async (_connection, thread) => options.otherInput?.(thread),
      nodes: async () => options.nodes ?? nodes,
      preview: async (raw) => {
        await options.beforePreview?.(raw);
        return previewSchedule(raw, {
          now: testNow,
          localZone: this.zone,
          describe: inEnglish,
          words: englishWords,
          until: (time) => relativeTime(time, testNow, "en", "narrow"),
          dialect,
          elsewhere,
        });
      },
      calendar: (raw, _connection, monthsAhead) => runCalendar(raw, { now: testNow, dialect, monthsAhead }),
      wordsOffer: (raw) => offerWords(raw, { now: testNow, describe: inEnglish, words: englishWords, dialect }),
      requestTarget: async ({ url }) => ({ baseUrl: url, keyVariable: "LANGGRAPH_API_KEY", headerNames: [] }),
      giveRequest: async ({ form, way, name }) => this.other(`${way} ${name} as ${form}`, undefined),
      saveTemplate: async (args) => void this.asked.saved.push(args),
      trying: this.trying,
      documents: this.documents,
      runCron: async ({ cronId }) => this.other(`run ${cronId}`, undefined),
      openFile: async (file) => this.other(`open ${file}`, undefined),
      reveal: async ({ cronId }) => this.other(`reveal ${cronId}`, undefined),
      act: async (action) => this.other(action, undefined),
      closeTab: () => {
        this.isClosed = true;
        this.controller.setView("closed");
      },
    };
    const handlers = formHandlers(this.controller, ofTab, changes);
    this.handlers = {
      ...handlers,
      inputShape: async (params) => {
        const shape = await handlers.inputShape(params);
        this.asked.shapes.push(params.assistant);
        return shape;
      },
    };
    this.tellTarget = () =>
      this.listener({ event: "targetChanged", target: formTarget(this.controller, surroundings) });
  }

  /** The connection, or what its server says, has changed. */
  readonly tellTarget: () => void;

  /** The store has heard of a change of the cron. */
  readonly tellCron: () => void;

  /** A page came: it hears everything from now on. */
  attach(listener: (event: FormEvent) => void): void {
    this.listener = listener;
  }

  /** The form is about something else than before. */
  tellRestart(): void {
    this.listener({ event: "restarted" });
  }

  /** The user chooses “Save as Template…” in the tab's title. */
  wantTemplate(): void {
    this.listener({ event: "templateWanted" });
  }

  private async send(options: Parameters<Send>[0]): Promise<SubmitOutcome> {
    this.asked.submitted.push({ ...options.arguments });
    options.signal?.addEventListener("abort", () => this.asked.cancelled.push(1));
    if (this.options.send !== undefined) return this.options.send(options);
    const { schedule, timezone = null, enabled = true } = options.arguments;
    const cron = cronWith({ cron_id: "c1", schedule, timezone, enabled, next_run_date: "2026-11-25T09:00:00Z" });
    return { kind: "created", cron, pausedFirst: true, notTaken: [], took: "own" };
  }

  private other<Value>(what: string, value: Value): Value {
    this.asked.others.push(what);
    return value;
  }
}

function narrowed(choices: Choices, search: string): Choices {
  return choices.kind === "list"
    ? { kind: "list", choices: choices.choices.filter((choice) => JSON.stringify(choice).includes(search)) }
    : choices;
}

async function elsewhere(schedule: Schedule, zone: string): Promise<SchedulePreview["elsewhere"]> {
  const { kind } = await readElsewhere(schedule, { zone, from: testNow, count: 5 });
  const words = {
    same: "",
    refused: "Other schedulers refuse it.",
    different: "Other schedulers read it differently.",
  };
  return kind === "same" ? null : { words: words[kind], link: { title: "What differs", url: "https://docs.example/" } };
}
