import { describe, expect, it } from "vitest";
import { check } from "../../../../form/support/formHost";

const sound = {
  thread_id: null,
  assistant_id: "agent",
  schedule: "0 9 * * *",
  timezone: "UTC",
  input: { messages: [] },
};

const fixesOf = (args: object, code: string) =>
  check({ ...sound, ...args }).find((message) => message.code === code)?.fixes;

const changesOf = (args: object, code: string) => fixesOf(args, code)?.map(({ changes }) => changes);

describe("Findings at their fields", () => {
  it("a sound cron has none", () => {
    expect(check(sound).filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
  });

  it("a fix removes a key", () => {
    const fixes = [{ label: "Remove it", changes: [{ path: ["webhook"] }] }];
    expect(fixesOf({ webhook: null }, "spec.null")).toEqual(fixes);
  });

  it("a fix renames a key", () => {
    expect(changesOf({ multitask: "reject" }, "spec.unknown-key-similar")).toEqual([
      [{ path: ["multitask"] }, { path: ["multitask_strategy"], value: "reject" }],
    ]);
  });

  it("a fix sets a value", () => {
    const { thread_id: _none, ...others } = sound;
    const [message] = check(others).filter(({ path }) => path[0] === "thread_id");
    expect(message?.fixes).toMatchObject([{ changes: [{ path: ["thread_id"], value: null }] }]);
  });

  it("a fix of a part gives the whole text", () => {
    const schedule = "0 9 * * mon-friday";
    expect(changesOf({ schedule }, "schedule.full-name")).toEqual([[{ path: ["schedule"], value: "0 9 * * mon-fri" }]]);
  });

  it("a fix sets two parameters", () => {
    const schedule = "TZ=Europe/Berlin 0 9 * * *";
    expect(changesOf({ schedule, timezone: undefined }, "schedule.zone-prefix")).toEqual([
      [
        { path: ["schedule"], value: "0 9 * * *" },
        { path: ["timezone"], value: "Europe/Berlin" },
      ],
    ]);
  });

  it("a fix moves a key, with its content, one level up", () => {
    const config = { configurable: { recursion_limit: 7, mine: 1 } };
    expect(changesOf({ config }, "spec.config-one-up")).toEqual([
      [{ path: ["config", "configurable", "recursion_limit"] }, { path: ["config", "recursion_limit"], value: 7 }],
    ]);
  });

  it("a fix replaces a parameter with another", () => {
    expect(changesOf({ checkpoint_during: true }, "spec.checkpoint-during-deprecated")).toEqual([
      [{ path: ["checkpoint_during"] }, { path: ["durability"], value: "async" }],
    ]);
  });

  it("if several things may be meant, each is a fix", () => {
    const fixes = fixesOf({ timezone: "IST" }, "timezone.ambiguous") ?? [];
    expect(fixes.map(({ label }) => label)).toContain('Use "Asia/Kolkata"');
    expect(fixes.length).toBeGreaterThan(1);
    expect(fixes.map(({ changes }) => changes[0]?.path)).toEqual(fixes.map(() => ["timezone"]));
  });

  it("if it is unclear what is meant, there is none", () => {
    expect(fixesOf({ timezone: "Nowhere/Else" }, "timezone.unknown")).toBeUndefined();
  });
});
