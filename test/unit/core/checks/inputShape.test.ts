import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../../../src/core/base/json";
import { fitsShape, inputShape } from "../../../../src/core/checks/inputShape";

const messages = { type: "array", items: { oneOf: [{ $ref: "#/$defs/HumanMessage" }] } };
const key = (name: string, kind: string, more: object = {}) => ({
  key: name,
  kind,
  choices: [],
  description: "",
  ...more,
});

describe("What a form asks for instead of JSON", () => {
  it.each<[string, JsonObject, unknown]>([
    ["messages", { properties: { messages } }, { hasMessages: true, keys: [] }],
    [
      "flat keys of each kind",
      {
        properties: {
          topic: { type: "string", description: "What it is about" },
          weight: { type: "number" },
          count: { anyOf: [{ type: "integer" }, { type: "null" }] },
          deep: { type: "boolean" },
          tone: { enum: ["dry", "warm"] },
        },
      },
      {
        hasMessages: false,
        keys: [
          key("topic", "text", { description: "What it is about" }),
          key("weight", "number"),
          key("count", "integer"),
          key("deep", "boolean"),
          key("tone", "choice", { choices: ["dry", "warm"] }),
        ],
      },
    ],
    [
      "messages and flat keys, without what is neither",
      { properties: { messages, topic: { type: "string" }, tree: { type: "object" }, tags: { type: "array" } } },
      { hasMessages: true, keys: [key("topic", "text")] },
    ],
    [
      "a schema behind a reference",
      { $ref: "#/$defs/State", $defs: { State: { properties: { topic: { type: "string" } } } } },
      { hasMessages: false, keys: [key("topic", "text")] },
    ],
    ["nothing that has keys", { type: "object" }, undefined],
    ["nothing flat", { properties: { tree: { type: "object" } } }, undefined],
    ["no choice of anything but texts", { properties: { size: { enum: [1, 2] } } }, undefined],
    ["nothing hostile", { properties: { x: { $ref: "#/$defs/x" } }, $defs: { x: { $ref: "#/$defs/x" } } }, undefined],
  ])("%s", (_what, schema, shape) => {
    expect(inputShape(schema)).toEqual(shape);
  });

  const shape = inputShape({
    properties: { messages, topic: { type: "string" }, count: { type: "integer" }, tone: { enum: ["dry"] } },
  });
  const message = { role: "user", content: "hello" };

  it.each<[JsonValue | undefined, boolean]>([
    [undefined, true],
    [{}, true],
    [{ messages: [message, { role: "system", content: "" }], topic: "x", count: 1, tone: "dry" }, true],
    [{ messages: [{ ...message, name: "Ada" }] }, false],
    [{ messages: [{ role: "tool", content: "x" }] }, false],
    [{ messages: [{ role: "user", content: [{ type: "text" }] }] }, false],
    [{ messages: "hello" }, false],
    [{ topic: 5 }, false],
    [{ count: 1.5 }, false],
    [{ tone: "warm" }, false],
    [{ other: 1 }, false],
    [[message], false],
    ["hello", false],
  ])("shows %j: %s", (value, fits) => {
    expect(shape !== undefined && fitsShape(value, shape)).toBe(fits);
  });
});
