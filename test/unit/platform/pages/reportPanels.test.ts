import { beforeEach, describe, expect, it } from "vitest";
import type { App } from "../../../../src/platform/app/app";
import type { PageOpening } from "../../../../src/platform/app/pageOpening";
import { ReportPanels } from "../../../../src/platform/pages/reportPanels";
import { keyOf, type ReportSource } from "../../../../src/platform/pages/reportSource";
import { memoryLog } from "../../support/memoryConnections";
import { EventEmitter, resetStub, StubPanel, stubPanels, Uri } from "../../support/vscode";

class Source implements ReportSource {
  readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event as ReportSource["onDidChange"];
  readonly acted: string[] = [];
  isVisible = false;
  isDisposed = false;

  constructor(public key: string) {}

  get title(): string {
    return `title of ${this.key}`;
  }

  report() {
    const server = { name: "dev", production: null };
    return { about: "", title: this.title, tone: "good", server, summary: "", blocks: [] } as const;
  }

  async act(id: string): Promise<void> {
    this.acted.push(id);
  }

  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

function panels() {
  const app = { log: memoryLog().log, context: { extensionUri: Uri.file("/extension") } } as unknown as App;
  const all = new ReportPanels(app, "langgraphCrons.test");
  const sources = new Map<string, Source>();
  const open = (key: string, opening: PageOpening) =>
    all.open(key, opening, () => {
      const source = new Source(key);
      sources.set(key, source);
      return source;
    });
  const source = (key: string) => sources.get(key) as Source;
  return { all, open, source };
}

const titles = () => stubPanels.filter(({ isGone }) => !isGone).map(({ title }) => title);
const load = (panel: StubPanel | undefined) => panel?.say({ id: 1, ask: "load", params: null });
const press = (panel: StubPanel | undefined) =>
  panel?.say({ id: 2, ask: "act", params: { id: "refresh", text: null } });

describe("pages", () => {
  beforeEach(resetStub);

  it("that are glanced at share one tab and leave the focus where it is", () => {
    const { open, source } = panels();
    open("a", "glance");
    open("b", "glance");
    expect(titles()).toEqual(["title of b"]);
    expect([source("a").isDisposed, source("b").isVisible]).toEqual([true, true]);
    expect(stubPanels[0]?.opened).toMatchObject({ preserveFocus: true });
    expect(stubPanels[0]?.revealed).toEqual([true]);
  });

  it("that are looked at use the same tab, with the focus", () => {
    const { open } = panels();
    open("a", "glance");
    open("a", "look");
    open("b", "look");
    expect(titles()).toEqual(["title of b"]);
    expect(stubPanels[0]?.revealed).toEqual([false, false]);
  });

  it("that are opened to stay are not taken over, and are opened once", () => {
    const { open } = panels();
    open("a", "glance");
    open("a", "stay");
    open("b", "glance");
    open("a", "glance");
    open("c", "glance");
    expect(titles()).toEqual(["title of a", "title of c"]);
  });

  it("stay when something was pressed in them", async () => {
    const { open, source } = panels();
    open("a", "glance");
    press(stubPanels[0]);
    await Promise.resolve();
    open("b", "glance");
    expect(titles()).toEqual(["title of a", "title of b"]);
    expect(source("a").acted).toEqual(["refresh"]);
  });

  it("tell the page what they show now, under the key by which it comes back", async () => {
    const { open, source } = panels();
    open("a", "stay");
    load(stubPanels[0]);
    await Promise.resolve();
    await Promise.resolve();
    source("a").key = "a2";
    source("a").changed.fire();
    expect(stubPanels[0]?.posted).toMatchObject([
      { ok: true, reply: { key: "a", report: { title: "title of a" } } },
      { event: "changed", key: "a2", report: { title: "title of a2" } },
    ]);
  });

  it("come back after a reload by their ids, and are closed if there are none", () => {
    const { all } = panels();
    const [back, strange] = [new StubPanel("langgraphCrons.test", ""), new StubPanel("langgraphCrons.test", "")];
    const asked: (readonly string[])[] = [];
    const make = (ids: readonly string[]) => {
      asked.push(ids);
      return new Source(keyOf(...ids));
    };
    all.restore(back as never, { key: keyOf("dev", "c0"), typed: {} }, make);
    all.restore(strange as never, { form: "of something else" }, make);
    expect(asked).toEqual([["dev", "c0"]]);
    expect([back.title, strange.isGone]).toEqual(['title of ["dev","c0"]', true]);
  });

  it("end with their tab", () => {
    const { open, source } = panels();
    open("a", "stay");
    stubPanels[0]?.show(false);
    expect(source("a").isVisible).toBe(false);
    stubPanels[0]?.dispose();
    expect(source("a").isDisposed).toBe(true);
  });
});
