import { describe, expect, it } from "vitest";
import { check } from "../../form/support/formHost";

const sound = {
  thread_id: null,
  assistant_id: "agent",
  schedule: "0 9 * * *",
  timezone: "UTC",
  input: { messages: [] },
};

const fixOf = (args: object, code: string) =>
  check({ ...sound, ...args }).find((message) => message.code === code)?.fix;

describe("Findings at their fields", () => {
  it("a sound cron has none", () => {
    expect(check(sound).filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
  });

  it("a fix takes a key away", () => {
    expect(fixOf({ webhook: null }, "spec.null")).toEqual({ label: "Remove it" });
  });

  it("a fix renames a key", () => {
    expect(fixOf({ multitask: "reject" }, "spec.unknown-key-similar")).toMatchObject({ rename: "multitask_strategy" });
  });

  it("a fix sets a value", () => {
    const { thread_id: _none, ...others } = sound;
    expect(check(others).find(({ path }) => path[0] === "thread_id")?.fix).toMatchObject({ value: null });
  });

  it("a fix of a part gives the whole text", () => {
    const schedule = "TZ=Europe/Berlin 0 9 * * *";
    expect(fixOf({ schedule }, "schedule.zone-prefix")).toMatchObject({ value: "0 9 * * *" });
  });
});
