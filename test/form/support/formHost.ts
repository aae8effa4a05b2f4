import { findingMessage } from "../../../src/core/findingMessage";
import type { SubmissionStep } from "../../../src/core/lifecycle/submissionSteps";
import { describeSchedule } from "../../../src/core/schedule/describeSchedule";
import type { Schedule } from "../../../src/core/schedule/schedule";
import { type ScheduleDialect, standardDialect } from "../../../src/core/schedule/scheduleDialect";
import { readElsewhere } from "../../../src/core/schedule/secondsFirst";
import { checkArguments } from "../../../src/core/spec/checkArguments";
import type { RawArguments } from "../../../src/core/spec/cronArguments";
import { fieldMessages } from "../../../src/features/cronForm/fieldMessages";
import { formFields, formSectionsIn, formStringsIn } from "../../../src/features/cronForm/formTexts";
import { previewSchedule } from "../../../src/features/cronForm/previewSchedule";
import type {
  Choices,
  FieldMessage,
  FormDraft,
  FormRequests,
  FormState,
  SchedulePreview,
  SubmitReply,
  Target,
} from "../../../src/protocol/cronForm";
import type { Handlers } from "../../../src/protocol/rpc";

/** The moment at which the tests take place. */
export const testNow = Date.parse("2026-11-24T10:20:00Z");
/** Where the person who fills in the form is, unless a test says otherwise. */
export const testZone = "Europe/Berlin";

export interface HostOptions {
  readonly draft?: Partial<FormDraft>;
  readonly target?: Partial<Target>;
  readonly specName?: string;
  readonly dialect?: ScheduleDialect;
  readonly assistants?: Choices;
  readonly threads?: Choices;
  readonly nodes?: Choices;
  /** What becomes of a submit; by default it is done at once. */
  readonly submit?: (args: RawArguments, step: (step: SubmissionStep) => void) => Promise<SubmitReply>;
}

/** What the form asked to have done. */
export interface Asked {
  readonly submitted: RawArguments[];
  readonly saved: RawArguments[];
  readonly cancelled: number[];
  readonly others: string[];
}

export const assistants: Choices = {
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
    { value: threadId, label: "Support inbox", detail: `${threadId} · agent · idle` },
    { value: "1c9d5c44-51f1-4f0e-8f6c-6e2f7c1b0a02", label: "1c9d5c44-51f1-4f0e-8f6c-6e2f7c1b0a02", detail: "busy" },
  ],
};

const nodes: Choices = {
  kind: "list",
  choices: ["plan", "search", "review", "send"].map((value) => ({ value, label: value, detail: "" })),
};

/** The rules' own answer about a draft, in English. */
export function check(raw: RawArguments, dialect = standardDialect): readonly FieldMessage[] {
  const findings = checkArguments(raw, {
    now: testNow,
    minimumMinutes: 5,
    server: { product: "agentServer", version: "0.16.7" },
    dialect,
  });
  return fieldMessages(raw, findings, {
    text: findingMessage,
    fixTitle: ({ fix }) => (fix?.kind === "removeKey" ? "Remove it" : `Use ${fix?.text}`),
  });
}

/** A host without VS Code: rules, previews and texts are the product's, lists and submits are the test's. */
export function createHandlers(
  options: HostOptions,
  asked: Asked,
  step: (step: SubmissionStep) => void,
): Handlers<FormRequests> {
  let localZone = "UTC";
  const other = (what: string): null => {
    asked.others.push(what);
    return null;
  };
  return {
    load: ({ zone }) => {
      localZone = zone;
      return initialState(options, localZone);
    },
    assistants: () => options.assistants ?? assistants,
    threads: ({ search }) => narrowed(options.threads ?? threads, search),
    nodes: () => options.nodes ?? nodes,
    preview: (cron) =>
      previewSchedule(cron, {
        now: testNow,
        localZone,
        describe: (parsed) => describeSchedule(parsed, { locale: "en", hour12: false }),
        moment,
        dialect: options.dialect ?? standardDialect,
        elsewhere,
      }),
    check: ({ arguments: raw }) => check(raw, options.dialect),
    submit: async ({ arguments: raw }) => {
      asked.submitted.push(raw);
      return options.submit === undefined
        ? { kind: "done", cronId: "c1", message: "The cron was created. Next run: Wed 25 Nov, 09:00 (Europe/Berlin)." }
        : options.submit(raw, step);
    },
    cancelSubmit: () => {
      asked.cancelled.push(1);
      return null;
    },
    saveAsSpec: ({ arguments: raw }) => {
      asked.saved.push(raw);
      return null;
    },
    revealCron: ({ cronId }) => other(`reveal ${cronId}`),
    act: ({ action }) => other(action),
  };
}

function initialState({ draft, target, specName }: HostOptions, localZone: string): FormState {
  const translate = (text: string) => text;
  return {
    connection: "local",
    target: {
      connectionName: "Local",
      url: "http://127.0.0.1:2024",
      production: false,
      trusted: true,
      status: { kind: "ready", version: "0.16.7" },
      ...target,
    },
    draft: { arguments: {}, typed: {}, ...draft },
    fields: formFields(translate),
    sections: formSectionsIn(translate),
    strings: formStringsIn(translate),
    localZone,
    specName: specName ?? null,
  };
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

function moment(time: number, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(time);
}
