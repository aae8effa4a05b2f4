import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../../src/core/base/json";
import { checkOnServer, type ServerAnswers } from "../../../../src/core/checks/checkOnServer";
import { findingMessage } from "../../../../src/core/finding/findingMessage";
import { specWith } from "../../../fixtures/specs/goodSpecs";

const said = (change: JsonObject, answers: ServerAnswers) =>
  checkOnServer(specWith(change), answers).map(({ code, path, fix }) => [code, path, fix?.text]);

/** As Agent Server 0.16.7 tells them of a TypedDict, of a pydantic model, and of a state with messages. */
const typedDict: JsonObject = {
  type: "object",
  properties: {
    topic: { type: "string" },
    count: { type: "integer" },
    mode: { enum: ["fast", "slow"], type: "string" },
    tags: { type: "array", items: { type: "string" } },
    opt: { anyOf: [{ type: "string" }, { type: "null" }] },
    when: { type: "string", format: "date-time" },
    nested: { $ref: "#/$defs/Nested" },
  },
  required: ["topic", "count", "mode", "tags", "opt"],
  $defs: { Nested: { type: "object", properties: { depth: { type: "number" } }, required: ["depth"] } },
};
const model: JsonObject = {
  type: "object",
  properties: { user: { type: "string" }, level: { type: "integer", default: 1 } },
  required: ["user"],
};
const messages: JsonObject = {
  type: "object",
  properties: {
    messages: { type: "array", items: { oneOf: [{ $ref: "#/$defs/AIMessage" }, { $ref: "#/$defs/HumanMessage" }] } },
  },
  required: ["messages"],
  $defs: { AIMessage: { type: "object", properties: { type: { const: "ai" } }, required: ["content"] } },
};

describe("checkOnServer", () => {
  test("finds nothing if nothing is known, or everything exists", () => {
    const spec = { interrupt_before: ["plan"], interrupt_after: "*", context: { user: "a" } };
    expect(said(spec, {})).toEqual([]);
    const found = { kind: "found" } as const;
    const answers = { assistant: found, thread: found, nodes: ["plan"], inputSchema: messages, contextSchema: model };
    expect(said(spec, answers)).toEqual([]);
  });

  test("finds an assistant that doesn't exist, and suggests one", () => {
    const missing = (others: readonly string[]) => ({ assistant: { kind: "missing", others } }) as const;
    expect(said({ assistant_id: "raport" }, missing(["report", "heartbeat"]))).toEqual([
      ["server.unknown-assistant-similar", ["assistant_id"], "report"],
    ]);
    expect(said({ assistant_id: "other" }, missing(["report"]))).toEqual([
      ["server.unknown-assistant", ["assistant_id"], undefined],
    ]);
    expect(said({ assistant_id: 5 }, missing([]))).toEqual([]);
  });

  test("finds a thread that doesn't exist, unless the cron needs none", () => {
    expect(said({}, { thread: { kind: "missing" } })).toEqual([["server.unknown-thread", ["thread_id"], undefined]]);
    expect(said({ thread_id: null }, { thread: { kind: "missing" } })).toEqual([]);
  });

  test("finds nodes that the graph doesn't have", () => {
    const nodes = ["plan", "review"];
    expect(said({ interrupt_before: ["plan", "reveiw"], interrupt_after: ["nowhere"] }, { nodes })).toEqual([
      ["server.unknown-node-similar", ["interrupt_before", 1], "review"],
      ["server.unknown-node", ["interrupt_after", 0], undefined],
    ]);
    expect(said({ interrupt_before: [""], interrupt_after: [5] }, { nodes })).toEqual([]);
  });

  test.each<readonly [JsonObject | readonly JsonObject[], readonly unknown[]]>([
    [{ topic: "a" }, []],
    [{ topic: "a", count: 2, mode: "slow", tags: [], opt: null, when: 5, nested: {} }, []],
    [{ topic: 5 }, [["server.wrong-type", ["input", "topic"], undefined]]],
    [{ count: 1.5 }, [["server.wrong-type", ["input", "count"], undefined]]],
    [{ mode: "medium" }, [["server.wrong-choice", ["input", "mode"], undefined]]],
    [{ tags: ["a", 1] }, [["server.wrong-type", ["input", "tags", 1], undefined]]],
    [{ opt: 1 }, [["server.wrong-type", ["input", "opt"], undefined]]],
    [{ nested: { depth: "x" } }, [["server.wrong-type", ["input", "nested", "depth"], undefined]]],
    [{ topik: "a" }, [["server.unknown-key-similar", ["input", "topik"], "topic"]]],
    [{ constructor: 1 }, [["server.unknown-key", ["input", "constructor"], undefined]]],
    [[{ topic: "a" }], [["server.wrong-type", ["input"], undefined]]],
  ])("compares the input %j with its schema", (input, expected) => {
    expect(said({ input }, { inputSchema: typedDict })).toEqual(expected);
  });

  test("asks for input if there is none and the schema requires some", () => {
    const needsTopic = [["server.missing-key", ["input"], undefined]];
    const requiring = { type: "object", properties: { topic: { type: "string" } }, required: ["topic"] };
    expect(said({ input: {} }, { inputSchema: requiring })).toEqual(needsTopic);
    expect(said({ input: {} }, { inputSchema: { $ref: "#/$defs/A", $defs: { A: requiring } } })).toEqual(needsTopic);
    expect(said({ input: {} }, { inputSchema: { type: "object", properties: requiring.properties } })).toEqual([]);
    expect(said({ input: {} }, { inputSchema: { ...requiring, required: [] } })).toEqual([]);
    expect(said({ input: {} }, {})).toEqual([]);
  });

  test.each<JsonValue>([
    "hello",
    [],
    [["user", "hi"]],
    { role: "user", content: "x" },
    [{ role: "user", content: "x" }],
  ])("accepts everything that graphs accept as messages: %j", (value) => {
    expect(said({ input: { messages: value } }, { inputSchema: messages })).toEqual([]);
  });

  test("asks for required keys only if a default shows that they are meant", () => {
    const needsUser = [["server.missing-key", ["context"], undefined]];
    expect(said({ context: { level: 2 } }, { contextSchema: model })).toEqual(needsUser);
    expect(said({}, { contextSchema: model })).toEqual(needsUser);
    expect(said({ config: { configurable: { user: "a" } } }, { contextSchema: model })).toEqual([]);
    expect(said({ context: {} }, { contextSchema: typedDict })).toEqual([]);
  });

  test.each<JsonObject>([
    {},
    { type: "object", properties: {} },
    { type: "object", properties: { a: { type: "string" } }, additionalProperties: true },
    { allOf: [{ type: "string" }], not: {}, if: { type: "object" }, properties: { a: {} } },
    { $ref: "#/$defs/Gone" },
    { $ref: "https://example.com/schema" },
    { $ref: "#/$defs/Loop", $defs: { Loop: { $ref: "#/$defs/Loop" } } },
    { $ref: "#/$defs/Loop", $defs: { Loop: { anyOf: [{ $ref: "#/$defs/Loop" }] } } },
    { type: "tuple" },
    { anyOf: [] },
    { properties: { messages: { oneOf: [{ pattern: "x" }, { type: "string" }] } } },
  ])("finds nothing with a schema that it doesn't understand: %j", (inputSchema) => {
    expect(said({}, { inputSchema })).toEqual([]);
  });

  test("stops at a schema that grows with every level, instead of reading all of it", () => {
    const inputSchema: JsonObject = {
      $ref: "#/$defs/Tree",
      $defs: { Tree: { anyOf: Array(8).fill({ additionalProperties: { $ref: "#/$defs/Tree" } }) } },
    };
    let input: JsonObject = { a: 1 };
    for (let level = 0; level < 100; level++) input = { a: input };
    expect(said({ input }, { inputSchema })).toEqual([]);
  });

  test("never throws, and shows a server's text on one line, whatever it is", () => {
    const hostile = `<img src=x>\r\n](command:x)\u202E${"y".repeat(200)}`;
    const anyObject = fc.dictionary(
      fc.constantFrom("type", "properties", "items", "anyOf", "enum", "required", "$ref", "$defs", "a", hostile),
      fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom("object", "string", ["array"], hostile)),
    ) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(anyObject, anyObject, fc.array(fc.string()), (inputSchema, input, others) => {
        const answers: ServerAnswers = {
          assistant: { kind: "missing", others: [...others, hostile] },
          thread: { kind: "missing" },
          nodes: [hostile],
          inputSchema,
        };
        const spec = specWith({ input, interrupt_before: [hostile], assistant_id: hostile });
        for (const finding of checkOnServer(spec, answers)) {
          expect(findingMessage(finding)).not.toMatch(/[\r\n\u202E]|y{100}/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
