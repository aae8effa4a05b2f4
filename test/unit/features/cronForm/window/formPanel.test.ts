import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import type { SubmitOutcome } from "../../../../../src/core/lifecycle/submission/submission";
import { CronFormPanels } from "../../../../../src/features/cronForm/cronFormPanels";
import type { FormServices } from "../../../../../src/features/cronForm/formServices";
import type { App } from "../../../../../src/platform/app/app";
import type { Connection } from "../../../../../src/platform/servers/connections/connection";
import type { Connections } from "../../../../../src/platform/servers/connections/connections";
import { ScratchThreads } from "../../../../../src/platform/servers/scratchThreads";
import type { Servers } from "../../../../../src/platform/servers/servers";
import type { FormState } from "../../../../../src/protocol/cronForm";
import { cronWith } from "../../../../fixtures/cronWith";
import { connectionTo } from "../../../../support/formParts";
import { memoryState } from "../../../support/memoryState";
import { resetStub, type StubPanel, stubPanels, stubState } from "../../../support/vscode";
import { settle } from "../support/formWorld";

beforeEach(resetStub);

const args = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input: { topic: "news" } };
const created: SubmitOutcome = {
  kind: "created",
  cron: cronWith({ cron_id: "c1" }),
  pausedFirst: true,
  notTaken: [],
  took: "own",
};

interface Sent {
  readonly connection: Connection;
  readonly options: Parameters<Servers["submit"]>[1];
  readonly end: (outcome: SubmitOutcome) => void;
}

/** A window: what is kept in it outlives its extension host. */
class Window {
  readonly connections = new Map(["dev", "prod"].map((id) => [id, connectionTo(id)]));
  readonly sent: Sent[] = [];
  readonly state = new Map<string, unknown>();
  readonly secrets = new Map<string, string>();
  readonly connectionsChange = new vscode.EventEmitter<void>();

  /** The extension, as it starts in this window. */
  start(): CronFormPanels {
    const memento = {
      get: (key: string) => this.state.get(key),
      keys: () => [...this.state.keys()],
      update: async (key: string, value: unknown) =>
        value === undefined ? this.state.delete(key) : this.state.set(key, structuredClone(value)),
    };
    const secrets = {
      get: async (key: string) => this.secrets.get(key),
      store: async (key: string, value: string) => this.secrets.set(key, value),
      delete: async (key: string) => this.secrets.delete(key),
    };
    const quiet = () => undefined;
    const app = {
      log: { warn: quiet, error: quiet, info: quiet },
      context: { extensionUri: vscode.Uri.file("/ext"), globalState: memento, workspaceState: memento, secrets },
    } as unknown as App;
    const connections = {
      onDidChange: this.connectionsChange.event,
      get: (id: string) => this.connections.get(id),
      chosen: () => [...this.connections.values()].at(-1),
      all: () => [...this.connections.values()],
    } as unknown as Connections;
    const servers = {
      onDidChange: new vscode.EventEmitter<unknown>().event,
      state: () => ({ kind: "problem", problem: { kind: "timeout", milliseconds: 1 } }),
      refresh: async () => ({ kind: "unknown" }),
      server: async () => ({ searchCrons: async () => [] }),
      submit: (connection: Connection, options: Sent["options"]) =>
        new Promise((end) => this.sent.push({ connection, options, end })),
    } as unknown as FormServices["servers"];
    const placeholders = { lookup: async () => () => undefined, hasEnvironment: () => true };
    const scratch = new ScratchThreads(memoryState());
    const fileChange = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
    return new CronFormPanels(
      app,
      { connections, placeholders, scratch, servers },
      "langgraphCrons.cronForm",
      fileChange,
    );
  }
}

/** The page in a panel, as far as it matters here. */
class Page {
  private id = 0;
  private readonly panel: StubPanel;

  constructor(panel: StubPanel | undefined) {
    if (panel === undefined) throw new Error("no panel");
    this.panel = panel;
  }

  async ask<Reply>(what: string, params: unknown): Promise<Reply> {
    this.id += 1;
    this.panel.say({ id: this.id, ask: what, params });
    for (let turn = 0; turn < 5; turn++) await settle();
    const replies = this.panel.posted as readonly { readonly id?: number; readonly reply?: Reply }[];
    return replies.findLast(({ id }) => id === this.id)?.reply as Reply;
  }

  load(): Promise<FormState> {
    return this.ask("load", { zone: "UTC" });
  }

  async type(typed: object): Promise<void> {
    const { draft } = await this.load();
    this.panel.say({ notice: "draftChanged", draft: { ...draft, typed }, changed: Object.keys(typed) });
    await settle();
  }

  async submit(): Promise<void> {
    const { draft: stored, name } = await this.load();
    const draft = { ...stored, proposed: name.proposed };
    await this.ask("submit", { draft, arguments: draft.arguments, unreadable: [], seen: [] });
    await settle();
  }
}

async function openedForm(window = new Window()) {
  const forms = window.start();
  await forms.open(connectionTo("dev"), args);
  const [panel] = stubPanels;
  return { window, forms, panel, page: new Page(panel) };
}

describe("A form's tab", () => {
  it("that was hidden while it submitted shows how that ended", async () => {
    const { panel, page, window } = await openedForm();
    expect(panel?.title).toBe("Create Cron");
    await page.submit();
    panel?.show(false);
    window.sent[0]?.end(created);
    await settle();
    panel?.show(true);
    expect((await page.load()).phase).toMatchObject({ kind: "done", cronId: "c1" });
    expect(panel?.title).toBe("Cron “agent-daily”");
    await page.submit();
    expect(window.sent).toHaveLength(1);
  });

  it("has what is typed in a document beside it before its editor has saved that, or is told that it can't", async () => {
    const { forms, panel, page } = await openedForm();
    await page.ask("openDocument", { name: "input", text: "{}", assistant: "agent" });
    // What was shown is named by its address.
    const uri = stubState.shown.at(-1)?.document as unknown as vscode.Uri;
    const isSaved = { saved: true };
    const save = async () => {
      if (isSaved.saved) forms.editors.writeFile(uri, new TextEncoder().encode('{"typed": "late"}'));
      return isSaved.saved;
    };
    const another = vscode.Uri.file("/ws/other.json");
    const neverSaved = async () => {
      throw new Error("It is none of the form's.");
    };
    stubState.documents = [
      { uri, isDirty: true, save },
      { uri: another, isDirty: true, save: neverSaved },
    ] as unknown as vscode.TextDocument[];
    expect(await page.ask("saveDocuments", null)).toBe(null);
    const told = panel?.posted as readonly { readonly event?: string }[];
    expect(told.at(-2)).toEqual({ event: "documentTyped", name: "input", text: '{"typed": "late"}' });
    isSaved.saved = false;
    expect(await page.ask("saveDocuments", null)).toBeUndefined();
    expect(told.at(-1)).toMatchObject({ ok: false, error: expect.stringContaining("Save it there first") });
  });

  it("can be closed while it submits: nothing is cancelled, and the result is reported", async () => {
    const { panel, page, window } = await openedForm();
    await page.submit();
    panel?.dispose();
    window.sent[0]?.options.onProgress?.({ step: "comparing" });
    expect(window.sent[0]?.options.signal?.aborted).toBe(false);
    window.sent[0]?.end(created);
    await settle();
    expect(stubState.messages).toMatchObject([{ severity: "information", text: expect.stringContaining("Created") }]);
    expect(window.state.size).toBe(0);
  });

  it("sends the name that it shows, which distinguishes its cron from that of every other open form", async () => {
    const { forms, page, window } = await openedForm();
    await page.submit();
    await forms.open(connectionTo("dev"), args);
    await new Page(stubPanels[1]).submit();
    expect(window.sent.map(({ options }) => options.name)).toEqual(["agent-daily", "agent-daily-2"]);
  });

  it("that is closed with input is offered again, as it was", async () => {
    const { forms, panel, page } = await openedForm();
    await page.type({ schedule: { stand: "own", state: "0 8 * *" } });
    panel?.dispose();
    expect(stubState.messages).toMatchObject([{ text: expect.stringMatching(/^The draft of “agent-.*” is kept/) }]);
    stubState.pick = ({ items }) => items.slice(0, 1).map(({ label }) => label);
    await forms.open(connectionTo("dev"), {});
    expect((await new Page(stubPanels[1]).load()).draft.typed).toEqual({
      schedule: { stand: "own", state: "0 8 * *" },
    });
  });

  it.each([
    ["New cron", 2],
    ["New cron, without these drafts", 1],
  ])("starts again with “%s”", async (label, kept) => {
    const { forms, panel, page, window } = await openedForm();
    await page.type({ schedule: { stand: "own", state: "0 8 * *" } });
    panel?.dispose();
    stubState.pick = () => [label];
    await forms.open(connectionTo("dev"), {});
    await settle();
    expect((await new Page(stubPanels[1]).load()).draft.typed).toEqual({});
    expect(window.state.size).toBe(kept);
    stubState.pick = () => undefined;
    await forms.open(connectionTo("dev"), {});
    expect(stubPanels).toHaveLength(label === "New cron" ? 2 : 3);
  });

  it("that is already open for a spec is shown, not opened twice", async () => {
    const window = new Window();
    const forms = window.start();
    const source = { file: vscode.Uri.file("/ws/a.cron.json"), name: "a" };
    await forms.open(connectionTo("dev"), args, source);
    await forms.open(connectionTo("dev"), args, source);
    await forms.open(connectionTo("prod"), args, source);
    expect(stubPanels).toHaveLength(2);
  });
});

describe("A window that is reloaded", () => {
  async function reload(window: Window, page: Page): Promise<Page> {
    const { form } = await page.load();
    const panel = vscode.window.createWebviewPanel("", "", vscode.ViewColumn.Active);
    await window.start().restore(panel, { form });
    return new Page(panel as unknown as StubPanel);
  }

  it("has what was typed, including secrets, but not in its state", async () => {
    const { page, window } = await openedForm();
    const typed = {
      headers: { stand: "own", state: { text: '{ "x-team": "hunter2" }' } },
      input: { stand: "own", state: { text: '{ "key": "sk-1234567890abcdefghijkl" }' } },
      schedule: { stand: "own", state: "0 8 * * *" },
    };
    await page.type(typed);
    await settle();
    const stored = JSON.stringify([...window.state]);
    expect(stored).toContain("0 8 * * *");
    expect(stored).not.toMatch(/hunter2|sk-1234/);
    const again = await reload(window, page);
    expect((await again.load()).draft.typed).toEqual(typed);
    await again.type({ schedule: typed.schedule });
    await settle();
    expect(window.secrets.size).toBe(0);
  });

  it("during a submit says so, and a second submit means the same cron", async () => {
    const { page, window } = await openedForm();
    await page.submit();
    const again = await reload(window, page);
    expect((await again.load()).phase).toMatchObject({ notice: { message: expect.stringContaining("interrupted") } });
    await again.submit();
    expect(window.sent.map(({ options }) => options.name)).toEqual(Array(2).fill(window.sent[0]?.options.name));
  });

  it("never sends to another connection than the form's, whichever is chosen", async () => {
    const { page, window } = await openedForm();
    window.connections.delete("dev");
    const again = await reload(window, page);
    expect((await again.load()).target).toMatchObject({ connectionName: "dev", status: { kind: "removed" } });
    await again.submit();
    expect(window.sent).toEqual([]);
    expect((await again.load()).phase).toMatchObject({ notice: { action: "chooseConnection" } });
  });

  it("closes a panel of which nothing is known", async () => {
    const panel = vscode.window.createWebviewPanel("", "", vscode.ViewColumn.Active);
    await new Window().start().restore(panel, { form: "unknown" });
    expect(() => panel.webview).toThrow("disposed");
  });
});
