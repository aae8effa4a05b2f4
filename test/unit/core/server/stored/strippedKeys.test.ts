import { describe, expect, test } from "vitest";
import { keptValue, strippedConfigurable } from "../../../../../src/core/server/stored/strippedKeys";

describe("what the Agent Server keeps", () => {
  test.each([
    ["metadata", { thread_id: "a", run_id: "b", team: "red" }, { team: "red" }],
    ["config", { metadata: { thread_id: "y", kind: "w" }, tags: ["x"] }, { metadata: { kind: "w" }, tags: ["x"] }],
    ["config", { configurable: { __after_seconds__: 5, team: "red" } }, { configurable: { team: "red" } }],
    ["context", { langgraph_auth_user: "me", team: "red" }, { team: "red" }],
  ])("of “%s” %j is %j", (parameter, value, kept) => {
    expect(keptValue(parameter, value)).toEqual(kept);
  });

  test.each([
    ["input", { thread_id: "a", langgraph_auth_user: "b" }],
    ["context", { thread_id: "a", inside: { langgraph_auth_user: "b" } }],
    ["metadata", { langgraph_auth_user: "b" }],
    ["config", { metadata: "text", configurable: ["list"] }],
    ["config", "text"],
    ["context", null],
  ])("of “%s” %j is the very same", (parameter, value) => {
    expect(keptValue(parameter, value)).toBe(value);
  });

  test("is as in the server's source", () => {
    expect(strippedConfigurable).toHaveLength(13);
  });
});
