import { describe, expect, it } from "vitest";
import type { RawArguments } from "../../../../../src/core/arguments/cronArguments";
import type { Cron } from "../../../../../src/core/server/cron";
import { graphAssistantId } from "../../../../../src/core/server/stored/graphAssistantId";
import { FormChanges } from "../../../../../src/features/cronForm/controller/formChanges";
import { newRecord } from "../../../../../src/features/cronForm/controller/formRecord";
import type { FormSubject } from "../../../../../src/features/cronForm/controller/formSubject";
import type { ServerState } from "../../../../../src/platform/servers/serverState";
import { cronWith } from "../../../../fixtures/cronWith";
import { connectionTo } from "../../../../support/formParts";
import { FormWorld, OpenedForm } from "../support/formWorld";

const opened: RawArguments = {
  thread_id: null,
  assistant_id: "agent",
  schedule: "0 9 * * *",
  timezone: "UTC",
  input: { messages: [{ role: "user", content: "hello" }] },
  webhook: "https://example.com/done",
};

const daily: Cron = cronWith({
  assistant_id: graphAssistantId("agent"),
  timezone: "UTC",
  metadata: { langgraph_crons_name: "daily" },
  payload: { input: opened.input ?? null, webhook: opened.webhook ?? null },
});

const ofCron: FormSubject = { kind: "cron", cron: { connectionId: "dev", cronId: daily.cron_id }, name: "daily" };
const ofSpec: FormSubject = { kind: "spec", file: "file:///ws/daily.cron.json", name: "daily" };

/** A form, and a server whose cron others change. */
class Scene {
  readonly world = new FormWorld();
  readonly form: OpenedForm;
  readonly changes: FormChanges;
  cron: Cron | undefined = daily;
  answers = true;
  reads = 0;
  state: ServerState = { kind: "unknown" };

  constructor(subject: FormSubject = ofCron) {
    const draft = { arguments: opened, typed: {}, name: "" };
    const start = { form: "f", suffix: "s", subject, draft, changedAt: 0 };
    this.form = new OpenedForm(this.world, newRecord(start, connectionTo("dev")));
    this.changes = new FormChanges(this.form.controller, {
      words: this.world.words,
      serverState: () => this.state,
      namedCron: async () => {
        this.reads += 1;
        if (!this.answers) throw new Error("silence");
        return this.cron;
      },
    });
  }

  view(change: RawArguments = {}) {
    return this.changes.view({ ...opened, ...change });
  }

  /** Somebody else writes, and the store hears of it. */
  changeCron(change: Partial<Cron>): void {
    this.cron = { ...daily, updated_at: "2026-11-24T10:00:00+00:00", ...change };
    this.changes.outdate();
  }
}

describe("The changes of a form", () => {
  it("are told with the old and the new value, and how to set each back", async () => {
    const scene = new Scene();
    expect(await scene.view()).toEqual({
      version: daily.updated_at,
      changes: [],
      questions: [],
      anew: null,
      news: null,
    });
    const input = { messages: [{ role: "user", content: "good morning" }] };
    const view = await scene.view({ schedule: "0 8 * * *", input, enabled: false });
    expect(view?.changes.map(({ label, lines }) => [label, lines])).toEqual([
      ["Schedule", [{ where: "", before: "0 9 * * *", after: "0 8 * * *" }]],
      ["Enabled", [{ where: "", before: "true (server’s default)", after: "false" }]],
      ["Input", [{ where: "messages[0].content", before: "hello", after: "good morning" }]],
    ]);
    expect(view?.changes.map(({ back }) => back.changes)).toEqual([
      [{ path: ["schedule"], value: "0 9 * * *" }],
      [{ path: ["enabled"] }],
      [{ path: ["input"], value: opened.input }],
    ]);
    expect(scene.reads).toBe(1);
  });

  it("of long texts begin shortly before they differ", async () => {
    const scene = new Scene();
    const text = (end: string) => ({ messages: [{ role: "user", content: `${"long ".repeat(100)}${end}` }] });
    scene.changeCron({ payload: { input: text("day"), webhook: opened.webhook ?? null } });
    scene.form.controller.see(undefined);
    const view = await scene.view({ input: text("week") });
    expect(view?.changes[0]?.lines).toEqual([
      { where: "messages[0].content", before: "…long long long day", after: "…long long long week" },
    ]);
  });

  it("say before the press that the cron is made anew, and why", async () => {
    const scene = new Scene();
    const { webhook: _gone, ...rest } = opened;
    const view = await scene.changes.view({ ...rest, assistant_id: "other" });
    expect(view?.anew).toContain("can’t change Assistant of");
    expect(view?.anew).toContain("can’t remove Webhook from");
    scene.state = { kind: "ready", info: { version: "0.7.20", product: "agentServer", hasCrons: true } };
    expect((await scene.view({ schedule: "0 8 * * *" }))?.anew).toContain("before 0.7.21");
    expect((await scene.view())?.anew).toBeNull();
  });

  it("of others are taken over where the form has changed nothing, once", async () => {
    const scene = new Scene();
    scene.changeCron({ schedule: "0 7 * * *" });
    const view = await scene.view({ timezone: "Europe/Paris" });
    expect(view?.news?.message).toContain("Schedule");
    expect(view?.news?.changes).toEqual([{ path: ["schedule"], value: "0 7 * * *" }]);
    expect(view?.changes.map(({ name }) => name)).toEqual(["timezone"]);
    await scene.changes.settle({ version: view?.version ?? "", names: ["schedule"] });
    const after = await scene.view({ schedule: "0 7 * * *", timezone: "Europe/Paris" });
    expect([after?.news, after?.changes.map(({ name }) => name)]).toEqual([null, ["timezone"]]);
    // A change of what was taken over is the user's own.
    expect((await scene.view({ schedule: "0 6 * * *" }))?.questions).toEqual([]);
  });

  it("of both in one field are a question, until the user has answered", async () => {
    const scene = new Scene();
    scene.changeCron({ schedule: "0 7 * * *" });
    const asked = await scene.view({ schedule: "0 8 * * *" });
    expect(asked?.questions.map(({ lines }) => lines)).toEqual([
      [{ where: "", before: "0 7 * * *", after: "0 8 * * *" }],
    ]);
    await scene.changes.settle({ version: "an older one", names: ["schedule"] });
    expect((await scene.view({ schedule: "0 8 * * *" }))?.questions).toHaveLength(1);
    await scene.changes.settle({ version: asked?.version ?? "", names: ["schedule"] });
    const kept = await scene.view({ schedule: "0 8 * * *" });
    expect([kept?.questions, kept?.changes.map(({ name }) => name)]).toEqual([[], ["schedule"]]);
    // Also in the next window.
    expect(JSON.parse(scene.world.stored.get("f") ?? "").base.schedule).toBe("0 7 * * *");
  });

  it("tell that the cron is gone, until the user knows", async () => {
    const scene = new Scene();
    await scene.view();
    scene.cron = undefined;
    scene.changes.outdate();
    const view = await scene.view();
    expect(view?.news?.message).toContain("was deleted");
    await scene.changes.settle({ version: view?.version ?? "x", names: [] });
    expect(await scene.view()).toBeNull();
  });

  it("of a spec count from what its server had when it was first read", async () => {
    const scene = new Scene(ofSpec);
    expect((await scene.view({ schedule: "0 8 * * *" }))?.changes.map(({ name }) => name)).toEqual(["schedule"]);
    scene.changeCron({ timezone: "Europe/Rome" });
    const view = await scene.view({ schedule: "0 8 * * *" });
    expect(view?.news?.changes).toEqual([{ path: ["timezone"], value: "Europe/Rome" }]);
  });

  it("are not told of a new cron, of a server that does not answer, and while it is submitted", async () => {
    expect(await new Scene({ kind: "new" }).view()).toBeNull();
    const scene = new Scene();
    scene.answers = false;
    expect(await scene.view()).toBeNull();
    scene.answers = true;
    expect(await scene.view()).not.toBeNull();
    await scene.form.press();
    expect(await scene.view()).toBeNull();
  });
});
