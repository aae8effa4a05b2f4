import type { JsonObject } from "../../../src/core/base/json";
import type { ServerQuestions } from "../../../src/core/checks/askServer";
import type { SubmitOutcome } from "../../../src/core/lifecycle/submission/submission";
import { ServerFailure } from "../../../src/core/server/problems/serverProblem";
import { startingArguments } from "../../../src/features/cronForm/controller/startingArguments";
import { cronWith } from "../../fixtures/cronWith";
import { threadWith } from "../../fixtures/threadWith";
import { triedServer } from "../../unit/support/triedServer";
import { threadId } from "./formHost";
import type { FormOptions, OpenForm } from "./openForm";
import type { Look } from "./openWebview";
import { themeNames } from "./theme";

export const looks: Readonly<Record<string, Look>> = {
  ...Object.fromEntries(themeNames.map((theme) => [theme, { theme }])),
  forcedColors: { theme: "highContrast", forcedColors: true },
};

/** In pixels; 800 is also a window of 1,600 at 200 %. */
export const widths = [1600, 800, 300] as const;

/** A window of 300 pixels at 200 %. */
export const narrowest = 150;

/** A server that tells what the input of its assistant consists of. */
export function questionsAbout(input_schema: JsonObject): ServerQuestions {
  return {
    assistants: async () => [
      { assistant_id: "fe096781-5601-53d2-b2f6-0d3403f7e9ca", graph_id: "agent", name: "agent", metadata: {} },
    ],
    threads: async (ids) => ids.map((thread_id) => threadWith({ thread_id })),
    nodes: async () => ["plan", "search", "review", "send"],
    schemas: async () => ({ input_schema, config_schema: null, context_schema: null }),
  };
}

export const inputSchema: JsonObject = {
  type: "object",
  properties: {
    messages: { type: "array", items: {} },
    topic: { type: "string", description: "What the report is about." },
    tone: { enum: ["dry", "warm"] },
    pages: { type: "integer" },
    draft: { type: "boolean" },
  },
};

/** What stands in a form that nobody has submitted. */
export const states: Readonly<Record<string, FormOptions>> = {
  empty: {},
  fresh: {
    draft: { arguments: startingArguments({}, { zone: "Europe/Berlin", server: undefined }) },
  },
  filled: {
    draft: {
      arguments: {
        thread_id: threadId,
        assistant_id: "agent",
        schedule: "0 9 * * 1-5",
        timezone: "America/New_York",
        end_time: "2027-01-31T18:00:00+01:00",
        input: { messages: [{ role: "user", content: "hello!" }] },
        interrupt_before: ["review", "send"],
        interrupt_after: "*",
        stream_mode: ["values", "updates"],
        multitask_strategy: "enqueue",
      },
    },
    target: { production: true },
  },
  messages: {
    draft: {
      arguments: {
        ...startingArguments({ assistant_id: "agent" }, { zone: "Europe/Berlin", server: undefined }),
        schedule: "0 9 * * 1-5",
        input: {
          messages: [
            { role: "system", content: "Answer in one paragraph." },
            { role: "user", content: "Write the daily report." },
          ],
          topic: "sales",
        },
      },
    },
    questions: questionsAbout(inputSchema),
    names: ["agent-weekdays"],
  },
  guided: {
    draft: {
      arguments: { thread_id: null, assistant_id: "agent", schedule: "30 9,17 29 1-3 *", input: { messages: [] } },
    },
  },
  wrong: {
    draft: {
      arguments: {
        thread_id: "inbox",
        assistant_id: "agent",
        schedule: "0 25 * * 1-5",
        timezone: "Berlin",
        enabled: "yes",
        input: { messages: [] },
        metadata: { thread_id: "x" },
        webhook: "ftp://example.com",
        headers: { "x-team": "a\r\nb" },
        checkpoint_during: true,
        flavour: "vanilla",
      },
    },
    target: { trusted: false },
  },
};

/** The form of a cron that others may have changed since it was opened. */
export const changing = {
  subject: { kind: "cron", cron: { connectionId: "local", cronId: "c1" }, name: "daily report" },
  draft: {
    arguments: {
      thread_id: null,
      assistant_id: "agent",
      schedule: "0 9 * * 1-5",
      timezone: "Europe/Berlin",
      input: { messages: [{ role: "user", content: "Write the report of the day." }] },
      webhook: "https://example.com/done",
    },
  },
  cron: cronWith({
    cron_id: "c1",
    schedule: "0 9 * * 1-5",
    timezone: "Europe/Berlin",
    metadata: { langgraph_crons_name: "daily report" },
    payload: {
      input: { messages: [{ role: "user", content: "Write the report of the day." }] },
      webhook: "https://example.com/done",
    },
  }),
} as const satisfies FormOptions;

const draft = {
  arguments: { thread_id: null, assistant_id: "agent", schedule: "0 9 * * 1-5", input: { messages: [] } },
};

/** A form after a press of its button: what it is opened with, and how it gets there. */
export interface FormPhase {
  readonly options: FormOptions;
  readonly reach: (form: OpenForm) => Promise<void>;
}

const press = async ({ page }: OpenForm, words: string) => {
  await page.keyboard.press("Control+Enter");
  await page.locator("footer").getByText(words).first().waitFor();
};

const spec = { kind: "spec", file: "file:///ws/crons/daily-report.cron.json", name: "daily report" } as const;
const took = { notTaken: ["end_time"], took: "own", staysPaused: false, changed: ["end_time"] } as const;
const unanswered = new Promise<SubmitOutcome>(() => undefined);
const request = { method: "POST", path: "/runs/crons" } as const;

const answer = [
  { type: "human", content: "Write the daily report." },
  {
    type: "ai",
    content: "Sales rose by four percent.",
    usage_metadata: { input_tokens: 1_000, output_tokens: 234, total_tokens: 1_234 },
  },
];
const keyError = { error: "KeyError", message: "'topic'" };

const tryIt = async ({ page }: OpenForm, words: string) => {
  await page.locator("[data-section=try]:not([open]) > summary").click();
  await page.getByRole("button", { name: "Run Once Now" }).click();
  await page.locator("[data-section=try]").getByText(words).waitFor();
};

const typeWords = async ({ page, input }: OpenForm, words: string) => {
  await input("schedule").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(words);
  await page.locator("#schedule-input-option-0").waitFor();
  await page.keyboard.press("ArrowDown");
};

export const phases: Readonly<Record<string, FormPhase>> = {
  calendar: {
    options: { draft: { arguments: { ...draft.arguments, timezone: "Europe/Berlin" } } },
    reach: async ({ page }) => {
      await page.locator(".calendar > summary").click();
      for (let months = 0; months < 4; months += 1) await page.getByRole("button", { name: "Later" }).click();
      await page.getByText("Sun 28 Mar").or(page.getByText("Sun, Mar 28")).first().waitFor();
    },
  },
  request: {
    options: { draft: { arguments: { ...draft.arguments, params: { team: "red" } }, name: "daily" } },
    reach: async ({ page }) => {
      await page.locator(".request:not([open]) > summary").click();
      await page.getByRole("button", { name: "JavaScript SDK" }).click();
      await page.getByText("NOT SENT: params").waitFor();
    },
  },
  trying: {
    options: { draft, tryServer: triedServer(undefined).api },
    reach: (form) => tryIt(form, "The run is at work…"),
  },
  answered: {
    options: { draft, tryServer: triedServer({ values: { messages: answer } }).api },
    reach: (form) => tryIt(form, "Answered after"),
  },
  tryFailed: {
    options: { draft, tryServer: triedServer({ status: "error", error: keyError }).api },
    reach: (form) => tryIt(form, "Failed after"),
  },
  tryWaits: {
    options: {
      draft: { arguments: { ...draft.arguments, webhook: "https://hooks.example/done" } },
      tryServer: triedServer({ asks: [{ id: "i", value: { question: "Publish the report?" } }] }).api,
    },
    reach: (form) => tryIt(form, "wait for a person"),
  },
  words: { options: { draft }, reach: (form) => typeWords(form, "first monday 14:30 Berlin") },
  unclearWords: { options: { draft }, reach: (form) => typeWords(form, "every day at 5") },
  unchanged: {
    options: changing,
    reach: ({ page }) => page.getByText("Nothing is changed yet.").waitFor(),
  },
  changed: {
    options: changing,
    reach: async ({ input, page }) => {
      await input("schedule").fill("30 8 * * 1-5");
      await input("input").fill(
        '{ "messages": [{ "role": "user", "content": "Write the report of the week, in German." }] }',
      );
      await input("webhook").fill("");
      await page.locator(".changes").getByText("made anew").waitFor();
    },
  },
  changedMeanwhile: {
    options: changing,
    reach: async ({ host, input, page }) => {
      await input("schedule").fill("30 8 * * 1-5");
      await page.locator(".changes li").waitFor();
      host.cron = {
        ...changing.cron,
        schedule: "0 7 * * *",
        timezone: "Europe/Paris",
        updated_at: "2026-11-24T10:00:00+00:00",
      };
      host.tellCron();
      await page.locator(".changeQuestion").waitFor();
      await page.locator(".changes").getByText("taken over").waitFor();
    },
  },
  submitting: {
    options: {
      draft,
      send: (options) => {
        const problem = { kind: "serverError", status: 500, detail: "out of paper" } as const;
        options.onProgress?.({ step: "waitingAfterDoubt", attempt: 2, waitMilliseconds: 90_000, problem });
        return unanswered;
      },
    },
    reach: (form) => press(form, "out of paper"),
  },
  done: { options: { draft }, reach: (form) => press(form, "Created.") },
  attention: {
    options: { draft, subject: spec, send: async () => ({ kind: "updated", cron: cronWith({}), ...took }) },
    reach: (form) => press(form, "did not apply"),
  },
  refused: {
    options: {
      draft,
      send: async () => {
        const detail = "Assistant 'agent' not found";
        throw new ServerFailure({ kind: "notFound", detail }, request);
      },
    },
    reach: (form) => press(form, "The server refused it"),
  },
  noCrons: {
    options: { draft, server: { kind: "problem", problem: { kind: "noCrons", version: "1.5.1" } } },
    reach: ({ page }) => page.locator("header").getByText("has no cron jobs").waitFor(),
  },
  removed: {
    options: { draft },
    reach: async (form) => {
      form.host.isConnected = false;
      form.host.tellTarget();
      await form.page.locator("header").getByText("was removed").waitFor();
      await press(form, "Nothing was sent");
    },
  },
};
