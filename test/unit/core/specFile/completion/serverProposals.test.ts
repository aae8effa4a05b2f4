import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../../src/core/base/json";
import { schemaKeys, schemaSkeleton } from "../../../../../src/core/specFile/completion/schemaSkeleton";
import {
  nodeProposals,
  schemaProposals,
  serverQuestion,
} from "../../../../../src/core/specFile/completion/serverProposals";
import { placeAt } from "./placeAt";
import { written } from "./written";

/** As Agent Server 0.16.7 gives them: of a `TypedDict`, and of a pydantic model with one inside. */
const reportSchema: JsonObject = {
  title: "ReportState",
  type: "object",
  properties: {
    messages: { items: {}, title: "Messages", type: "array" },
    topic: { title: "Topic", type: "string", description: "What it is about." },
  },
  required: ["messages"],
};
const modelSchema: JsonObject = {
  $defs: {
    Depth: { enum: ["quick", "full"], type: "string" },
    Source: {
      type: "object",
      properties: { url: { type: "string" }, weight: { type: "number" }, trusted: { type: "boolean" } },
    },
  },
  type: "object",
  properties: {
    depth: { $ref: "#/$defs/Depth" },
    limit: { type: "integer", default: 3 },
    note: { anyOf: [{ type: "null" }, { type: "string" }] },
    source: { $ref: "#/$defs/Source" },
    sources: { type: "array", items: { $ref: "#/$defs/Source" } },
    "odd $key}": {},
  },
};

describe("a server is asked", () => {
  const assistant = "report";
  test.each([
    ['{ "assistant_id": | }', { kind: "assistants" }],
    ['{ "thread_id": "|" }', { kind: "threads" }],
    ['{ "assistant_id": "report", "interrupt_before": ["|"] }', { kind: "nodes", assistant }],
    ['{ "assistant_id": "report", "input": | }', { kind: "schema", assistant, of: "input" }],
    ['{ "assistant_id": "report", "input": { | } }', { kind: "schema", assistant, of: "input" }],
    ['{ "assistant_id": "report", "context": { "|" } }', { kind: "schema", assistant, of: "context" }],
    ['{ "assistant_id": "report", "config": { "configurable": { | } } }', { kind: "schema", assistant, of: "config" }],
  ])("in %s", (marked, question) => {
    const { given, place } = placeAt(marked);
    expect(serverQuestion(given, place)).toEqual(question);
  });

  test.each([
    "{ | }",
    '{ "schedule": "|" }',
    '{ "input": | }',
    '{ "assistant_id": "", "input": | }',
    '{ "assistant_id": 1, "interrupt_after": ["|"] }',
    '{ "assistant_id": "report", "interrupt_before": "|" }',
    '{ "assistant_id": "report", "input": { "topic": "|" } }',
    '{ "assistant_id": "report", "config": { | } }',
    '{ "assistant_id": "report", "metadata": { | } }',
    '{ "input": { "assistant_id": "|" } }',
  ])("not in %s", (marked) => {
    const { given, place } = placeAt(marked);
    expect(serverQuestion(given, place)).toBeUndefined();
  });
});

test("nodes are those that the list doesn't have yet", () => {
  const { given, place } = placeAt('{ "interrupt_after": ["plan", "|"] }');
  expect(nodeProposals(given, place, ["plan", "review"]).map(({ insert }) => insert)).toEqual(['"review"']);
});

describe("a skeleton", () => {
  test("has what the schema requires, and readable messages", () => {
    expect(JSON.parse(written(schemaSkeleton(reportSchema) ?? ""))).toEqual({
      messages: [{ role: "user", content: "" }],
    });
  });

  test("has everything where the schema requires nothing, each with a value of its type", () => {
    const text = written(schemaSkeleton(modelSchema) ?? "").replace('"odd $key}": ', '"odd $key}": 1');
    const source = { url: "", weight: 0, trusted: true };
    expect(JSON.parse(text)).toEqual({ depth: "quick", limit: 3, note: "", source, sources: [source], "odd $key}": 1 });
  });

  test("isn't created from a schema without keys", () => {
    expect(schemaSkeleton({})).toBeUndefined();
    expect(schemaSkeleton({ type: "array", items: { type: "object", properties: { a: {} } } })).toBeUndefined();
  });

  test("stays short where a schema contains itself", () => {
    const keys = Array.from({ length: 30 }, (_, index) => [`key${index}`, { $ref: "#/$defs/self" }] as const);
    const self = { type: "object", properties: Object.fromEntries(keys) };
    expect(schemaSkeleton({ ...self, $defs: { self } })?.split("\n").length).toBeLessThan(200);
  });

  test("never throws, and ends, whatever a server sends", () => {
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom("object", "array", "string", null, 1, { $ref: "#/$defs/a" }, ["null", "integer"]),
        fc.dictionary(
          fc.constantFrom(
            "type",
            "properties",
            "items",
            "anyOf",
            "$ref",
            "enum",
            "default",
            "required",
            "a",
            "__proto__",
          ),
          tie("tree"),
        ),
        fc.array(tie("tree"), { maxLength: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, tree, (properties, a) => {
        const schema = JSON.parse(JSON.stringify({ properties, $defs: { a } }));
        expect(schemaSkeleton(schema)?.length ?? 0).toBeLessThan(1e6);
        schemaKeys(schema, ["a", 0, "a"]);
      }),
    );
  });
});

describe("keys of the schema", () => {
  const keysAt = (marked: string, schema: JsonObject) =>
    schemaProposals(placeAt(marked).given, placeAt(marked).place, schema).map(({ label }) => label);

  test("are those that are missing at the cursor, at any depth", () => {
    expect(keysAt('{ "input": { "topic": "x", | } }', reportSchema)).toEqual(["messages"]);
    expect(keysAt('{ "input": { "source": { "url": "", | } } }', modelSchema)).toEqual(["weight", "trusted"]);
    expect(keysAt('{ "input": { "sources": [{}, { | }] } }', modelSchema)).toEqual(["url", "weight", "trusted"]);
    expect(keysAt('{ "config": { "configurable": { | } } }', reportSchema)).toEqual(["messages", "topic"]);
    expect(keysAt('{ "input": { "depth": { | } } }', modelSchema)).toEqual([]);
  });

  test("show the schema's own descriptions", () => {
    const { given, place } = placeAt('{ "input": { | } }');
    expect(schemaProposals(given, place, reportSchema).map(({ detail }) => detail)).toEqual([
      undefined,
      "What it is about.",
    ]);
  });
});
