import { beforeEach, describe, expect, test, vi } from "vitest";
import { missedWords } from "../../../../src/features/cronActions/missedWords";
import { pauseAll, pauseCrons } from "../../../../src/features/cronActions/pauseCrons";
import { PausedTogether, pausedCron } from "../../../../src/features/cronActions/pausedTogether";
import { resumeCrons } from "../../../../src/features/cronActions/resumeCrons";
import { resumePaused } from "../../../../src/features/cronActions/resumePaused";
import { memoryState } from "../../support/memoryState";
import { createGate, settle } from "../../support/settle";
import { resetStub, stubState } from "../../support/vscode";
import { actionParts, cronOf } from "./actionParts";

beforeEach(() => {
  resetStub();
  stubState.settings.set("langgraphCrons.displayTimeZone", "UTC");
  vi.setSystemTime("2026-12-02T10:00:00Z");
  return () => vi.useRealTimers();
});

const said = () => stubState.messages.map(({ text }) => text);
const on = (crons: readonly { readonly enabled: boolean }[]) => crons.filter(({ enabled }) => enabled).length;
const daily = { schedule: "0 9 * * *", next_run_date: "2026-12-02T09:00:00+00:00", enabled: false };

describe("pausing", () => {
  test("never asks, on a production server neither", async () => {
    const { chosen, left, parts } = await actionParts([cronOf("a")], { production: true });
    await pauseCrons(parts, chosen("a"));
    expect([on(left()), said(), parts.pausedTogether.of("dev")]).toEqual([0, [], []]);
  });

  test("everything on a connection takes one step, as it is on the server now", async () => {
    const { connection, left, parts, server } = await actionParts([cronOf("a"), cronOf("b", { enabled: false })]);
    server.crons.set("new", cronOf("new"));
    await pauseAll(parts, connection);
    await expect.poll(said).toEqual(["Paused 2 crons on Dev at Wed, Dec 2, 10:00 AM."]);
    expect(on(left())).toBe(0);
    expect(parts.pausedTogether.of("dev").map(({ cronId }) => cronId)).toEqual(["a", "new"]);
    await pauseAll(parts, connection);
    expect(said().at(-1)).toBe("No cron of Dev is on.");
  });
});

test("a refresh that began before a cron was made does not hide it from the step that pauses all", async () => {
  const { connection, left, parts, server, store } = await actionParts([cronOf("a")]);
  const gate = createGate();
  server.pause = async (method, moment) => (method === "searchCrons" && moment === "answer" ? gate.opened : undefined);
  const refreshing = store.refresh(connection);
  await settle();
  server.pause = async () => undefined;
  server.crons.set("new", cronOf("new"));
  await pauseAll(parts, connection);
  expect(on(left())).toBe(0);
  gate.open();
  await refreshing;
});

describe("resuming those that were paused together", () => {
  const paused = async (given: { readonly production?: boolean } = {}) => {
    const made = await actionParts([cronOf("a"), cronOf("b"), cronOf("c"), cronOf("d", { enabled: false })], given);
    await pauseCrons(made.parts, made.chosen("a", "b", "c"));
    await expect.poll(() => made.parts.pausedTogether.of("dev").length).toBe(3);
    stubState.messages.length = 0;
    return made;
  };

  test("asks, and then resumes just those, and remembers them no longer", async () => {
    const { connection, left, parts } = await paused();
    await resumePaused(parts, connection);
    expect(stubState.messages[0]).toMatchObject({ text: "Resume 3 crons on Dev?", severity: "warning" });
    expect(on(left())).toBe(0);
    stubState.answer = ({ buttons }) => buttons[0];
    await resumePaused(parts, connection);
    expect(left().map(({ enabled }) => enabled)).toEqual([true, true, true, false]);
    await expect.poll(() => parts.pausedTogether.isEmpty).toBe(true);
    expect(said().at(-1)).toBe("Resumed 3 crons on Dev. 3 of them have missed runs, which are not made up.");
    await resumePaused(parts, connection);
    expect(said().at(-1)).toContain("Nothing to resume");
  });

  test("from the notification of one step resumes just those of that step, and tells it", async () => {
    const { chosen, left, parts } = await actionParts(
      ["a", "b", "c", "d"].map((id) => cronOf(id, { next_run_date: "2026-12-03T09:00:00Z" })),
    );
    stubState.answer = ({ buttons, text }) => (text.startsWith("Pause") ? undefined : buttons[0]);
    await pauseCrons(parts, chosen("a", "b"));
    await expect.poll(() => parts.pausedTogether.of("dev").length).toBe(2);
    stubState.answer = ({ buttons }) => buttons[0];
    await pauseCrons(parts, chosen("c", "d"));
    await expect.poll(() => said().at(-1)).toBe("Resumed 2 crons on Dev.");
    expect(left().map(({ enabled }) => enabled)).toEqual([false, false, true, true]);
    expect(parts.pausedTogether.of("dev").map(({ cronId }) => cronId)).toEqual(["a", "b"]);
  });

  test("leaves paused what somebody has changed since, or resumed and paused again, and what is gone", async () => {
    const { connection, left, parts, server } = await paused();
    server.change("a", { schedule: "1 1 * * *" });
    server.crons.delete("b");
    stubState.answer = ({ buttons }) => buttons[0];
    await resumePaused(parts, connection);
    expect(stubState.messages[0]?.text).toBe("Resume “c” on Dev?");
    expect(stubState.messages[0]?.detail).toContain("1 more were changed since, and stay paused.");
    expect(left().map(({ cron_id, enabled }) => [cron_id, enabled])).toEqual([
      ["a", false],
      ["c", true],
      ["d", false],
    ]);
    await resumePaused(parts, connection);
    expect(said().at(-1)).toBe("Nothing to resume: what was paused together on Dev is on again, or was changed since.");
  });

  test("outlives the window, and is gone with the connection", async () => {
    const { parts, state } = await paused();
    const later = new PausedTogether(state);
    expect(later.of("dev")).toEqual(parts.pausedTogether.of("dev"));
    await later.keepOnly(["other"]);
    expect([later.isEmpty, state.values.size]).toEqual([true, 0]);
  });
});

test("what is remembered is bounded, and what else is stored there is not taken for it", async () => {
  const state = memoryState();
  const together = new PausedTogether(state);
  await together.add(
    "dev",
    Array.from({ length: 5_001 }, (_, n) => pausedCron(cronOf(String(n)))),
  );
  expect([together.of("dev").length, together.of("dev")[0]?.cronId]).toEqual([5_000, "1"]);
  await together.add("dev", [pausedCron(cronOf("1"))]);
  expect(together.of("dev").filter(({ cronId }) => cronId === "1")).toHaveLength(1);
  state.values.set("langgraphCrons.pausedTogether.dev", [{ cronId: 1 }, "x", null, { cronId: "a", updatedAt: "b" }]);
  expect(together.of("dev")).toEqual([{ cronId: "a", updatedAt: "b" }]);
});

describe("resuming", () => {
  const missed = "The missed run at Wed, Dec 2, 9:00 AM is not made up.";

  test("says what is not made up, and offers a run in its place", async () => {
    const { chosen, left, parts, server } = await actionParts([cronOf("a", daily)]);
    stubState.answer = ({ buttons }) => buttons.find((label) => label === "Run Once Now");
    await resumeCrons(parts, chosen("a"), "onSchedule");
    await expect.poll(() => server.count("createRun")).toBe(1);
    expect(said()[0]).toBe(`Resumed “a” on Dev. ${missed}`);
    expect(on(left())).toBe(1);
  });

  test("says nothing where nothing was missed", async () => {
    const { chosen, left, parts } = await actionParts([
      cronOf("a", { ...daily, next_run_date: "2026-12-03T09:00:00Z" }),
    ]);
    await resumeCrons(parts, chosen("a"), "onSchedule");
    expect([on(left()), said()]).toEqual([1, []]);
  });

  test("on a production server asks, with both ways to do it", async () => {
    const { chosen, left, parts, server } = await actionParts([cronOf("a", daily)], { production: true });
    await resumeCrons(parts, chosen("a"), "onSchedule");
    expect(stubState.messages[0]).toMatchObject({ buttons: ["Resume", "Resume and Run Once Now"] });
    expect(stubState.messages[0]?.detail).toContain(missed);
    expect(on(left())).toBe(0);
    stubState.answer = ({ buttons }) => buttons[1];
    await resumeCrons(parts, chosen("a"), "onSchedule");
    expect([on(left()), server.count("createRun")]).toEqual([1, 1]);
  });

  test("with a run starts one, and tells apart one that is only on", async () => {
    const { chosen, left, parts, server } = await actionParts([cronOf("a", daily)]);
    server.fails = (method) => (method === "createRun" ? { kind: "timeout", milliseconds: 1 } : undefined);
    await resumeCrons(parts, chosen("a"), "withRun");
    expect([on(left()), server.count("createRun")]).toEqual([1, 1]);
    await expect
      .poll(said)
      .toContainEqual(expect.stringContaining("“a” is on, but no run of it is known to have started."));
  });
});

describe("what was missed", () => {
  const now = Date.parse("2026-12-02T10:00:00Z");
  const words = (...given: readonly object[]) =>
    missedWords(
      given.map((each) => cronOf("a", { ...daily, ...each })),
      { dialect: "secondsLast" },
      now,
    );

  test.each([
    ["one run", [{}], "The missed run at Wed, Dec 2, 9:00 AM is not made up."],
    [
      "several",
      [{ next_run_date: "2026-11-30T09:00:00Z" }],
      "The 3 missed runs, the last at Wed, Dec 2, 9:00 AM, are not made up.",
    ],
    [
      "very many",
      [{ schedule: "* * * * *", next_run_date: "2026-11-01T09:00:00Z" }],
      "More than 1000 missed runs are not made up.",
    ],
    ["of several crons", [{}, { next_run_date: null }], "1 of them have missed runs, which are not made up."],
    ["nothing, where it is on", [{ enabled: true }], undefined],
    ["nothing, where it has ended before", [{ end_time: "2026-12-01T00:00:00Z" }], undefined],
    ["nothing, where no time is known", [{ next_run_date: null }], undefined],
  ])("%s", (_what, given, expected) => {
    expect(words(...given)).toBe(expected);
  });
});
