import { describe, expect, it } from "vitest";
import type { InputNeed } from "../../../../../../src/features/cronForm/controller/quick/inputNeed";
import { QuickCron } from "../../../../../../src/features/cronForm/controller/quick/quickCron";
import { startingArguments } from "../../../../../../src/features/cronForm/controller/startingArguments";

const needs: Readonly<Record<string, InputNeed>> = {
  chat: { kind: "message" },
  talk: { kind: "message" },
  report: { kind: "json", keys: ["topic"] },
  digest: { kind: "json", keys: [] },
  heartbeat: { kind: "none" },
};

const weekdays = { label: "Monday to Friday", schedule: "0 9 * * 1-5", timezone: undefined };
const inTokyo = { label: "daily at 8 Tokyo", schedule: "0 8 * * *", timezone: "Asia/Tokyo" };

const begin = (...assistants: readonly string[]) =>
  QuickCron.begin({
    assistants: assistants.map((value) => ({ value, label: value, detail: "" })),
    usual: undefined,
    need: async (assistant) => needs[assistant] ?? { kind: "json", keys: [] },
    start: (given) => startingArguments(given, { zone: "Europe/Berlin", server: undefined }),
  });

describe("The quick path", () => {
  it("asks for assistant, schedule and message, and describes a cron on new threads that are kept", async () => {
    const quick = await begin("heartbeat", "chat");
    expect(quick.question()).toMatchObject({ step: "assistant", chosen: undefined });
    await quick.chooseAssistant("chat");
    expect(quick.question()).toEqual({ step: "schedule", text: "", taken: undefined });
    quick.takeSchedule("", weekdays);
    expect(quick.question()).toEqual({ step: "input", need: { kind: "message" }, text: "" });
    quick.takeInput("Write the daily report.");
    expect(quick.question()).toEqual({ step: "review" });
    expect(quick.arguments).toEqual({
      thread_id: null,
      on_run_completed: "keep",
      assistant_id: "chat",
      schedule: "0 9 * * 1-5",
      timezone: "Europe/Berlin",
      input: { messages: [{ role: "user", content: "Write the daily report." }] },
    });
  });

  it("does not ask for the only assistant, nor for an input that its graph does not need", async () => {
    const quick = await begin("heartbeat");
    expect(quick.question().step).toBe("schedule");
    quick.takeSchedule("daily at 8 Tokyo", inTokyo);
    expect(quick.question()).toEqual({ step: "review" });
    expect(quick.arguments).toMatchObject({ input: {}, timezone: "Asia/Tokyo" });
    quick.goBack();
    quick.goBack();
    expect(quick.question()).toEqual({ step: "left" });
  });

  it("keeps every answer on the way back, and asks each step again on the way forth", async () => {
    const quick = await begin("chat", "report");
    await quick.chooseAssistant("chat");
    quick.takeSchedule("daily at 8 Tokyo", inTokyo);
    quick.takeInput("Hello");
    for (let press = 0; press < 3; press++) quick.goBack();
    expect(quick.question()).toMatchObject({ step: "assistant", chosen: "chat" });
    await quick.chooseAssistant("chat");
    expect(quick.question()).toEqual({ step: "schedule", text: "daily at 8 Tokyo", taken: inTokyo });
    quick.takeSchedule("daily at 8 Tokyo", inTokyo);
    expect(quick.question()).toMatchObject({ step: "input", text: "Hello" });
  });

  it("keeps a sentence for another graph that takes messages, and no JSON for another graph", async () => {
    const quick = await begin("chat", "talk", "report", "digest");
    await quick.chooseAssistant("chat");
    quick.takeSchedule("", weekdays);
    quick.takeInput("Hello");
    quick.goTo("assistant");
    await quick.chooseAssistant("talk");
    expect([quick.question().step, quick.inputText]).toEqual(["review", "Hello"]);
    quick.goTo("assistant");
    await quick.chooseAssistant("report");
    quick.takeInput('{ "topic": "x" }');
    expect(quick.arguments.input).toEqual({ topic: "x" });
    quick.goTo("assistant");
    await quick.chooseAssistant("digest");
    expect(quick.question()).toMatchObject({ step: "input", text: "" });
  });

  it("comes back to the review from a line of it, whichever way, but not without an input", async () => {
    const quick = await begin("chat", "report");
    await quick.chooseAssistant("chat");
    quick.takeSchedule("", weekdays);
    quick.takeInput("Hello");
    quick.goTo("schedule");
    quick.takeSchedule("daily at 8 Tokyo", inTokyo);
    expect(quick.question().step).toBe("review");
    quick.goTo("name");
    quick.takeName(" mine ");
    expect([quick.question().step, quick.name]).toEqual(["review", "mine"]);
    quick.goTo("input");
    quick.goBack();
    expect(quick.question().step).toBe("review");
    quick.goTo("assistant");
    await quick.chooseAssistant("report");
    quick.goBack();
    expect(quick.question()).toMatchObject({ step: "schedule", taken: inTokyo });
    quick.takeSchedule("", weekdays);
    expect(quick.question().step).toBe("input");
  });

  it("rejects without a change if the server fails at the question about an input", async () => {
    const quick = await QuickCron.begin({
      assistants: ["one", "two"].map((value) => ({ value, label: value, detail: "" })),
      usual: "two",
      need: () => Promise.reject(new Error("gone")),
      start: (given) => given,
    });
    await expect(quick.chooseAssistant("one")).rejects.toThrow("gone");
    expect(quick.question()).toMatchObject({ step: "assistant", chosen: "two" });
  });
});
