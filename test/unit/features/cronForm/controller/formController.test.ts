import { describe, expect, it } from "vitest";
import { cronWith } from "../../../../fixtures/cronWith";
import { created, FormWorld, outcome, settle } from "../support/formWorld";

const spec = { kind: "spec", file: "file:///ws/daily.cron.json", name: "daily report" } as const;

describe("A submission", () => {
  it("is sent only once, however often the button is pressed", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    await form.press();
    expect(world.submissions).toHaveLength(1);
    await world.submissions[0]?.end(created);
    await form.press();
    expect(world.submissions).toHaveLength(1);
    expect(form.phase).toMatchObject({ kind: "done", cronId: "c1", attention: false });
  });

  it("that ends while the tab is hidden is shown by the tab later, and in a notification", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    form.controller.setView("hidden");
    await world.submissions[0]?.end(created);
    form.controller.setView("shown");
    expect(form.phase).toMatchObject({ kind: "done", cronId: "c1" });
    expect(world.news).toMatchObject([
      { kind: "ended", severity: "info", cron: { connectionId: "dev", cronId: "c1" } },
    ]);
  });

  it("continues when the tab is closed, is reported, and leaves no draft", async () => {
    const world = new FormWorld();
    const form = world.open();
    form.type("schedule", "0 8 * * *");
    await form.press();
    form.controller.setView("closed");
    expect(world.submissions[0]?.submission.signal.aborted).toBe(false);
    await world.submissions[0]?.end(created);
    expect(world.news).toMatchObject([{ kind: "ended", message: expect.stringContaining("Created") }]);
    expect(world.stored.size).toBe(0);
  });

  it("that fails behind a closed tab keeps the draft", async () => {
    const world = new FormWorld();
    const form = world.open();
    form.type("schedule", "0 8 * * *");
    await form.press();
    form.controller.setView("closed");
    await world.submissions[0]?.end({ kind: "failed", message: "The server failed.", action: null });
    expect(world.news).toMatchObject([{ kind: "ended", severity: "error", cron: null }]);
    expect(world.restored(form.form).controller.stored.draft.typed).toEqual({ schedule: "0 8 * * *" });
  });

  it("is reported as interrupted by the next window, which finds the same cron", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    const first = world.submissions[0]?.submission;
    const again = world.restored(form.form);
    expect(again.phase).toMatchObject({ kind: "editing", notice: { message: expect.stringContaining("interrupted") } });
    await again.press();
    expect(world.submissions[1]?.submission).toMatchObject({ name: first?.name, isOwn: true });
  });

  it("always shows attempt, reason and time left", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    world.submissions[0]?.submission.onProgress({
      step: "waitingAfterDoubt",
      attempt: 2,
      waitMilliseconds: 25_000,
      problem: { kind: "serverError", status: 500, detail: "out of paper" },
    });
    world.clock += 10_000;
    expect(form.phase).toMatchObject({
      kind: "submitting",
      progress: { message: expect.stringMatching(/out of paper.*try 2/), millisecondsLeft: 15_000 },
    });
  });

  it("stops once if somebody cancels", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    form.controller.cancel();
    expect(form.phase).toMatchObject({ kind: "submitting", cancelling: true });
    expect(world.submissions[0]?.submission.signal.aborted).toBe(true);
    await world.submissions[0]?.end(outcome({ kind: "cancelled" }));
    expect(form.phase).toMatchObject({ kind: "editing", notice: { severity: "info" } });
  });

  it("says after a cancel what it had finished before", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    form.controller.cancel();
    await world.submissions[0]?.end(outcome({ kind: "cancelled", finishedEarlier: cronWith({}) }));
    expect(form.phase).toMatchObject({ notice: { message: expect.stringContaining("earlier, interrupted submit") } });
  });

  it("needs its warnings read first: those that were not on the screen stop the first press", async () => {
    const world = new FormWorld();
    const form = world.open();
    const warning = { code: "x.warn", severity: "warning", path: ["input"], message: "Hm." } as const;
    await form.press();
    expect(world.submissions[0]?.submission.accepts([warning])).toBe(false);
    await world.submissions[0]?.end({ kind: "found", lookAt: "warning", findings: [warning] });
    expect(form.phase).toMatchObject({ kind: "editing", notice: { despite: true, lookAt: "warning" } });
    // The page says once more what it said with the press.
    form.controller.draftChanged(form.draft(), []);
    await form.press();
    expect(world.submissions[1]?.submission.accepts([warning])).toBe(true);
    await world.submissions[1]?.end({ kind: "declined" });
    form.type("schedule", "0 7 * * *");
    await form.press();
    expect(world.submissions[2]?.submission.accepts([warning])).toBe(false);
    const seen = [JSON.stringify([warning.code, warning.path])];
    await world.submissions[2]?.end({ kind: "declined" });
    void form.controller.submit({ ...form.filled(), seen });
    await settle();
    expect(world.submissions[3]?.submission.accepts([warning])).toBe(true);
  });

  it("that the server refuses says so, and each refusal holds until its field is changed", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    const refusal = {
      code: "server",
      severity: "error",
      path: ["assistant_id"],
      message: "No such assistant.",
    } as const;
    await world.submissions[0]?.end({ kind: "refused", messages: [refusal] });
    expect(form.phase).toMatchObject({
      notice: { message: expect.stringMatching(/^The server refused it/), refusals: [refusal] },
    });
    form.type("schedule", "0 7 * * *");
    expect(form.phase).toMatchObject({ notice: { refusals: [refusal], lookAt: null } });
    form.type("assistant_id", "other");
    expect(form.phase).toMatchObject({ kind: "editing", notice: null });
  });

  it("whose result is not known keeps the cron's name", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    await world.submissions[0]?.end(outcome({ kind: "open", problem: { kind: "timeout", milliseconds: 20_000 } }));
    expect(form.phase).toMatchObject({ kind: "editing", notice: { severity: "warning" } });
    form.type("assistant_id", "other");
    await form.press();
    const [one, other] = world.submissions.map(({ submission }) => submission);
    expect(other).toMatchObject({ name: one?.name, isOwn: true });
  });
});

describe("A form's cron has one name", () => {
  it("in Create, in the file and in what the file's form submits", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.controller.saveFile(form.filled("daily report"));
    expect(world.files).toMatchObject([{ name: "daily report" }]);
    await form.press();
    expect(world.submissions[0]?.submission).toMatchObject({ name: "daily report", isOwn: true });
    await world.submissions[0]?.end(created);
    await form.controller.saveFile(form.filled());
    expect(new Set(world.files.map(({ file }) => file)).size).toBe(1);
  });

  it("is proposed if none is typed, and no two forms propose the same", async () => {
    const world = new FormWorld();
    for (const form of [world.open(), world.open()]) await form.press();
    const names = world.submissions.map(({ submission }) => submission.name);
    expect(names).toEqual([expect.stringMatching(/^agent-s\d+$/), expect.stringMatching(/^agent-s\d+$/)]);
    expect(names[0]).not.toBe(names[1]);
  });

  it("is the proposal that the page showed last, which is not a change of the user's", async () => {
    const world = new FormWorld();
    const form = world.open();
    form.controller.draftChanged({ ...form.draft(), proposed: "agent-daily" }, []);
    expect(form.controller.stored).toMatchObject({ changed: false, draft: { proposed: "agent-daily" } });
    await form.press();
    expect(world.submissions[0]?.submission.name).toBe("agent-daily");
    await world.submissions[0]?.end(created);
    form.controller.goOn("anotherCron");
    expect(form.controller.stored.draft.proposed).toBeUndefined();
  });

  it("of a spec is the spec's, and the file follows the cron", async () => {
    const world = new FormWorld();
    const form = world.open(spec);
    form.type("schedule", "0 8 * * *");
    await form.press();
    expect(world.submissions[0]?.submission).toMatchObject({ name: "daily report", isOwn: true });
    expect(world.files).toEqual([]);
    await world.submissions[0]?.end(created);
    expect(world.files).toMatchObject([{ ...{ file: spec.file, name: spec.name }, args: { schedule: "0 8 * * *" } }]);
    expect(form.phase).toMatchObject({ kind: "done", message: expect.stringContaining("daily.cron.json") });
  });

  it("a file that can't be changed is reported beside the outcome", async () => {
    const world = new FormWorld();
    world.fileAnswer = { kind: "failed", reason: "it is gone" };
    const form = world.open(spec);
    await form.press();
    await world.submissions[0]?.end(created);
    expect(form.phase).toMatchObject({ kind: "done", attention: true, message: expect.stringContaining("it is gone") });
  });
});

describe("A finished submit stays finished", () => {
  it("whatever the page says", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    await world.submissions[0]?.end(created);
    form.type("schedule", "* * * * *");
    expect(form.controller.stored.draft.typed).toEqual({});
    expect(world.restored(form.form).phase).toMatchObject({ kind: "done", cronId: "c1" });
  });

  it("another one is another cron, and has no file", async () => {
    const world = new FormWorld();
    const form = world.open(spec);
    await form.press();
    await world.submissions[0]?.end(created);
    form.controller.goOn("anotherCron");
    expect(form.phase).toMatchObject({ kind: "editing", notice: null });
    await form.press();
    expect(world.submissions[1]?.submission).toMatchObject({ isOwn: false });
    expect(world.submissions[1]?.submission.name).not.toBe("daily report");
    await world.submissions[1]?.end(created);
    expect(world.files).toHaveLength(1);
  });

  it("the same cron can be changed once more", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    await world.submissions[0]?.end(created);
    form.controller.goOn("sameCron");
    form.type("schedule", "0 7 * * *");
    await form.press();
    const [one, other] = world.submissions.map(({ submission }) => submission);
    expect(other).toMatchObject({ name: one?.name, isOwn: true, arguments: { schedule: "0 7 * * *" } });
  });

  it("what the server did not apply is still open", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    const took = { notTaken: ["end_time"], took: "own" } as const;
    const updated = { kind: "updated", cron: cronWith({}), changed: ["end_time"], staysPaused: false } as const;
    await world.submissions[0]?.end(outcome({ ...updated, ...took }));
    expect(form.phase).toMatchObject({ kind: "done", attention: true });
  });
});

describe("Another server", () => {
  it("is never sent to because a connection was removed: the form says so and asks", async () => {
    const world = new FormWorld();
    const form = world.open();
    world.connections.delete("dev");
    expect(form.controller.destination).toEqual({ kind: "removed", name: "dev" });
    await form.press();
    expect(world.submissions).toEqual([]);
    expect(form.phase).toMatchObject({ notice: { action: "chooseConnection" } });
    world.chosen = "prod";
    await form.controller.redirect("chooseConnection");
    await form.press();
    expect(world.submissions[0]?.submission.connection.id).toBe("prod");
  });

  it("nor if its address was changed", async () => {
    const world = new FormWorld();
    const form = world.open();
    world.connections.set("dev", { ...world.connections.get("dev"), url: "https://prod.test" } as never);
    await form.press();
    expect(world.submissions).toEqual([]);
    expect(form.phase).toMatchObject({ notice: { action: "acceptAddress" } });
    await form.controller.redirect("acceptAddress");
    await form.press();
    expect(world.submissions[0]?.submission.connection.url).toBe("https://prod.test");
  });

  it("a cron that was created on one server is another one there", async () => {
    const world = new FormWorld();
    const form = world.open();
    await form.press();
    await world.submissions[0]?.end(created);
    form.controller.goOn("sameCron");
    world.connections.delete("dev");
    world.chosen = "prod";
    await form.controller.redirect("chooseConnection");
    await form.press();
    expect(world.submissions[1]?.submission.isOwn).toBe(false);
  });
});

describe("A draft", () => {
  it("is kept when its tab is closed, and a message says so", () => {
    const world = new FormWorld();
    const form = world.open();
    form.type("schedule", "0 8 * * *");
    form.controller.setView("closed");
    expect(world.news).toMatchObject([{ kind: "kept" }]);
    expect(world.restored(form.form).controller.stored.draft.typed).toEqual({ schedule: "0 8 * * *" });
  });

  it("in which nothing was typed is not a draft", () => {
    const world = new FormWorld();
    world.open().controller.setView("closed");
    expect([world.news, world.stored.size]).toEqual([[], 0]);
  });
});
