import { expect, test } from "vitest";
import type { ParameterName } from "../../../../../src/core/arguments/cronArguments";
import type { JsonObject, JsonValue } from "../../../../../src/core/base/json";
import type { Cron } from "../../../../../src/core/server/cron";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { ownConfig, storedArgument } from "../../../../../src/core/server/stored/storedArguments";
import { cronWith } from "../../../../fixtures/cronWith";

/** Of each that has a column of its own the payload holds an older value. */
const older = {
  thread_id: "older",
  assistant_id: "older",
  schedule: "older",
  timezone: "older",
  end_time: "older",
  enabled: false,
  metadata: { older: true },
  on_run_completed: "keep",
};
const cron: Cron = cronWith({
  thread_id: "t",
  assistant_id: "a",
  timezone: "Asia/Tokyo",
  end_time: "2030-01-01T00:00:00+00:00",
  metadata: { team: "red", [metadataKeys.name]: "daily" },
  on_run_completed: "delete",
  payload: { ...older, input: { a: 1 }, webhook: null, config: { tags: ["x"], configurable: { cron_id: "c" } } },
});

test.each<[ParameterName, JsonValue | undefined]>([
  ["thread_id", "t"],
  ["assistant_id", "a"],
  ["schedule", "0 9 * * *"],
  ["timezone", "Asia/Tokyo"],
  ["end_time", "2030-01-01T00:00:00+00:00"],
  ["enabled", true],
  ["metadata", { team: "red" }],
  ["on_run_completed", "delete"],
  ["config", { tags: ["x"] }],
  ["input", { a: 1 }],
  ["webhook", undefined],
  ["context", undefined],
])("the server stores for %s %j", (name, value) => {
  expect(storedArgument(cron, name)).toEqual(value);
});

test("null, and what a row without payload lacks, is nothing", () => {
  const { on_run_completed: _, ...row } = cronWith({ timezone: null });
  expect(storedArgument(row, "timezone")).toBeUndefined();
  for (const name of ["config", "input", "on_run_completed"] as const)
    expect(storedArgument(row, name)).toBeUndefined();
  expect(storedArgument({ ...row, payload: { config: "strange" } }, "config")).toBeUndefined();
});

test.each<[JsonObject, JsonObject]>([
  [{}, {}],
  [{ tags: ["x"] }, { tags: ["x"] }],
  [{ tags: ["x"], configurable: {} }, { tags: ["x"] }],
  [{ tags: ["x"], configurable: { cron_id: "c" } }, { tags: ["x"] }],
  [
    { tags: ["x"], configurable: { cron_id: "c", a: 1 } },
    { tags: ["x"], configurable: { a: 1 } },
  ],
  [{ configurable: "strange" }, { configurable: "strange" }],
])("of the configuration %j the user's own is %j", (config, own) => {
  expect(ownConfig(config)).toEqual(own);
});
