import { beforeEach, expect, it } from "vitest";
import * as vscode from "vscode";
import type { SubmitOutcome } from "../../../../../../src/core/lifecycle/submission/submission";
import { ServerFailure } from "../../../../../../src/core/server/problems/serverProblem";
import { CronFormPanels } from "../../../../../../src/features/cronForm/cronFormPanels";
import type { FormServices } from "../../../../../../src/features/cronForm/formServices";
import type { App } from "../../../../../../src/platform/app/app";
import type { Connections } from "../../../../../../src/platform/servers/connections/connections";
import { ScratchThreads } from "../../../../../../src/platform/servers/scratchThreads";
import type { Servers } from "../../../../../../src/platform/servers/servers";
import { cronWith } from "../../../../../fixtures/cronWith";
import { connectionTo } from "../../../../../support/formParts";
import { memoryState } from "../../../../support/memoryState";
import { resetStub, stubPanels, stubState } from "../../../../support/vscode";

beforeEach(() => {
  resetStub();
  stubState.keepsPicksOpen = true;
});

type Submission = Parameters<Servers["submit"]>[1];

const created: SubmitOutcome = {
  kind: "created",
  cron: cronWith({ cron_id: "c1", next_run_date: "2126-11-27T08:00:00Z" }),
  pausedFirst: true,
  notTaken: [],
  took: "own",
};
const request = { method: "POST", path: "/runs/crons" } as const;
const schema = { properties: { messages: { type: "array", items: {} } } };

/** A window with one server, which has one assistant; its answers to submissions, in their order. */
function createWindow(answers: readonly (SubmitOutcome | Error)[] = []) {
  const connection = connectionTo("dev");
  const sent: Submission[] = [];
  const asked: string[] = [];
  const stored = new Map<string, unknown>();
  const memento = {
    get: (key: string) => stored.get(key),
    keys: () => [...stored.keys()],
    update: async (key: string, value: unknown) => void stored.set(key, value),
  };
  const log = { warn: () => undefined, error: () => undefined, info: () => undefined };
  const secrets = { get: async () => undefined, store: async () => undefined, delete: async () => undefined };
  const app = {
    log,
    context: { extensionUri: vscode.Uri.file("/ext"), workspaceState: memento, secrets },
  } as unknown as App;
  const connections = {
    onDidChange: new vscode.EventEmitter<void>().event,
    get: () => connection,
    chosen: () => connection,
    all: () => [connection],
  } as unknown as Connections;
  const report = { assistant_id: "11111111-1111-4111-8111-111111111111", graph_id: "report", name: "Reports" };
  const servers = {
    onDidChange: new vscode.EventEmitter<unknown>().event,
    state: () => ({ kind: "ready", info: { product: "agentServer", version: "0.16.7", hasCrons: true } }),
    crons: () => [],
    facts: {
      questions: () => ({
        assistants: async () => [report],
        threads: async () => [],
        nodes: async () => [],
        schemas: async () => ({ input_schema: schema, config_schema: null, context_schema: null }),
      }),
    },
    server: async () => ({
      searchAssistants: async () => [report],
      searchCrons: async () => {
        asked.push("crons of the name");
        return [];
      },
    }),
    submit: async (_connection: unknown, options: Submission) => {
      sent.push(options);
      const answer = answers[sent.length - 1] ?? created;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  } as unknown as FormServices["servers"];
  const placeholders = { lookup: async () => () => undefined, hasEnvironment: () => true };
  const scratch = new ScratchThreads(memoryState());
  const fileChange = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const panels = new CronFormPanels(
    app,
    { connections, placeholders, scratch, servers },
    "langgraphCrons.cronForm",
    fileChange,
  );
  return { asked, panels, sent };
}

const lines = () => stubState.openPick?.items.map(({ label }) => label) ?? [];

/** Waits for a list with this line, and takes it. */
async function take(line: string): Promise<void> {
  await expect.poll(() => lines()).toContain(line);
  stubState.openPick?.choose(line);
}

async function say(text: string): Promise<void> {
  await expect.poll(() => stubState.openBox).toBeDefined();
  stubState.openBox?.type(text);
  stubState.openBox?.accept();
}

async function answerAll(): Promise<void> {
  await take("Monday to Friday");
  await say("Write the daily report.");
}

const create = "$(check) Create Cron";

it("The quick path sends one cron as it was shown, and tells its next run", async () => {
  const { panels, sent } = createWindow();
  const done = panels.createQuickly(undefined);
  await answerAll();
  await expect.poll(() => lines()).toContain(create);
  expect(lines()[0]).toBe(create);
  await take(create);
  await done;
  expect(sent).toMatchObject([
    {
      name: "Reports-weekdays",
      arguments: {
        thread_id: null,
        on_run_completed: "keep",
        schedule: "0 9 * * 1-5",
        input: { messages: [{ role: "user", content: "Write the daily report." }] },
      },
    },
  ]);
  expect(stubState.messages).toMatchObject([
    {
      severity: "information",
      text: expect.stringContaining("“Reports-weekdays” on dev: Created. Next run: "),
      buttons: ["Show in Tree", "Run Now"],
    },
  ]);
});

it("After an answer that never came it comes back to the review, and sends again under the same name", async () => {
  const lost = new ServerFailure({ kind: "timeout", milliseconds: 1 }, request);
  const open: SubmitOutcome = { kind: "open", problem: { kind: "timeout", milliseconds: 1 } };
  const { asked, panels, sent } = createWindow([lost, open]);
  const done = panels.createQuickly(undefined);
  await answerAll();
  await take(create);
  for (const presses of [1, 2]) {
    await expect.poll(() => lines().some((line) => /^\$\((error|warning)\)/.test(line))).toBe(true);
    expect(sent).toHaveLength(presses);
    await take(lines().find((line) => line.startsWith("$(check)")) ?? "");
  }
  await done;
  expect(new Set(sent.map(({ name }) => name)).size).toBe(1);
  // There may be a cron of that name since the second press: it is the quick path's own.
  expect(asked).toHaveLength(2);
});

it("Back leads to what was typed, and from there to the schedule that was taken", async () => {
  const { panels, sent } = createWindow();
  const done = panels.createQuickly(undefined);
  await take("At the weekend");
  await say("Write the daily report.");
  await take("$(arrow-left) Back");
  await expect.poll(() => stubState.openBox?.value).toBe("Write the daily report.");
  stubState.openBox?.goBack();
  await expect.poll(() => stubState.openPick?.activeItems[0]?.label).toBe("At the weekend");
  stubState.openPick?.goBack();
  await done;
  expect(sent).toEqual([]);
});

it("Open in Form shows all values in a tab, and sends nothing", async () => {
  const { panels, sent } = createWindow();
  const done = panels.createQuickly(undefined);
  await answerAll();
  await take("$(edit) Open in Form");
  await done;
  expect([stubPanels.length, sent.length]).toEqual([1, 0]);
});

it("Whoever leaves sends nothing, and is asked nothing more", async () => {
  const { panels, sent } = createWindow();
  const done = panels.createQuickly(undefined);
  await answerAll();
  await expect.poll(() => lines()).toContain(create);
  stubState.openPick?.hide();
  await done;
  expect([sent, stubState.openPick]).toEqual([[], undefined]);
});

it("Nothing is asked or sent without trust", async () => {
  stubState.isTrusted = false;
  const { panels } = createWindow();
  await expect(panels.createQuickly(undefined)).rejects.toMatchObject({ name: "UntrustedWorkspace" });
  expect(stubState.openPick).toBeUndefined();
});
