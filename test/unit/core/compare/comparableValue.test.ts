import { expect, test } from "vitest";
import type { ParameterName } from "../../../../src/core/arguments/cronArguments";
import type { Parameter } from "../../../../src/core/arguments/parameter";
import { parameters } from "../../../../src/core/arguments/parameters";
import type { JsonObject, JsonValue } from "../../../../src/core/base/json";
import { comparableValue } from "../../../../src/core/compare/comparableValue";
import { graphAssistantId } from "../../../../src/core/server/stored/graphAssistantId";

const named = (name: ParameterName) => parameters.find((parameter) => parameter.name === name) as Parameter;
const uuid = "5d1f6a5e-0000-4000-8000-00000000000b";

test.each<[ParameterName, JsonValue | undefined, JsonValue]>([
  ["thread_id", undefined, null],
  ["thread_id", null, null],
  ["thread_id", uuid.toUpperCase(), uuid],
  ["thread_id", "Strange", "strange"],
  ["assistant_id", undefined, null],
  ["assistant_id", null, null],
  ["assistant_id", uuid.toUpperCase(), uuid],
  ["assistant_id", "agent", graphAssistantId("agent")],
  ["assistant_id", "Agent", graphAssistantId("Agent")],
  ["end_time", undefined, null],
  ["end_time", null, null],
  ["end_time", 1, null],
  ["end_time", "1970-01-01T01:00:01+01:00", 1_000],
  ["end_time", "1970-01-01T00:00:01Z", 1_000],
  ["end_time", "soon", "soon"],
  ["end_time", "2030-01-01T00:00:00", "2030-01-01T00:00:00"],
  ["metadata", undefined, {}],
  ["metadata", null, {}],
  ["metadata", "strange", {}],
  ["metadata", { run_id: "dropped by the server", a: 1 }, { a: 1 }],
  ["metadata", { gone: null, wanted: null }, { wanted: null }],
  ["config", undefined, {}],
  ["config", null, {}],
  ["config", "strange", {}],
  ["config", { tags: ["x"], configurable: { cron_id: "c" } }, { tags: ["x"] }],
  ["config", { configurable: { cron_id: "c", a: 1 } }, { configurable: { a: 1 } }],
  ["config", { configurable: { langgraph_request_id: "dropped" } }, {}],
  ["context", undefined, {}],
  ["context", null, {}],
  ["context", { a: 1, langgraph_request_id: "dropped" }, { a: 1 }],
  ["interrupt_before", undefined, []],
  ["interrupt_before", null, []],
  ["interrupt_before", "*", "*"],
  ["interrupt_after", undefined, []],
  ["interrupt_after", null, []],
  ["interrupt_after", ["a"], ["a"]],
  ["stream_mode", undefined, ["values"]],
  ["stream_mode", null, ["values"]],
  ["stream_mode", "updates", ["updates"]],
  ["stream_mode", ["updates", "values"], ["updates", "values"]],
  ["enabled", undefined, true],
  ["enabled", null, true],
  ["enabled", false, false],
  ["durability", undefined, "async"],
  ["durability", "exit", "exit"],
  ["input", undefined, null],
  ["input", { a: 1 }, { a: 1 }],
])("%s %j counts as %j", (name, value, expected) => {
  const wanted: JsonObject = { wanted: null };
  expect(comparableValue(named(name), value, wanted)).toEqual(expected);
});
