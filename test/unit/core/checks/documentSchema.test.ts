import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../../src/core/base/json";
import { documentSchema, harmlessSchema } from "../../../../src/core/checks/documentSchema";

const messages: JsonObject = {
  $defs: {
    Human: {
      properties: { content: { type: "string" }, type: { const: "human", default: "human" } },
      required: ["content"],
      type: "object",
    },
  },
  properties: { messages: { items: { anyOf: [{ $ref: "#/$defs/Human" }] }, title: "Messages", type: "array" } },
  title: "Input",
  type: "object",
};

/** Every key of the schemas in a value; names of properties are no keys of a schema. */
function keysIn(value: JsonValue | undefined, isNames = false): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each: JsonValue) => keysIn(each));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    ...(isNames ? [] : [key]),
    ...(["default", "type"].includes(key) && !isNames
      ? []
      : keysIn(each, ["properties", "$defs", "definitions"].includes(key) && !isNames)),
  ]);
}

describe("The schema of a document", () => {
  it("is the server's", () => {
    expect(documentSchema("input", { inputSchema: messages })).toEqual(messages);
    expect(documentSchema("context", { contextSchema: messages })).toEqual(messages);
  });

  it("says what is known of a configuration, and nothing of metadata or where the server says nothing", () => {
    expect(documentSchema("config", {})?.properties).toHaveProperty("recursion_limit");
    expect(documentSchema("metadata", { inputSchema: messages })).toBeUndefined();
    expect(documentSchema("input", { contextSchema: messages })).toBeUndefined();
  });

  it("fetches nothing and runs no regular expression of the server's", () => {
    const written = {
      $id: "https://evil.example/a.json",
      $schema: "https://evil.example/meta.json",
      markdownDescription: "[press](command:evil)",
      properties: {
        pattern: { type: "string", pattern: "(a+)+$" },
        one: { $ref: "https://evil.example/b.json" },
        two: { $ref: "file:///etc/passwd", title: "kept" },
      },
      patternProperties: { "(a+)+$": {} },
    };
    expect(harmlessSchema(written)).toEqual({
      properties: { pattern: { type: "string" }, one: {}, two: { title: "kept" } },
    });
  });

  it("asks for no key that the graph can do without, as the checks don't either", () => {
    const properties = { messages: { type: "array" }, topic: { type: "string" } };
    expect(harmlessSchema({ properties, required: ["messages"] })).toEqual({ properties });
    const withDefault = { properties: { ...properties, tone: { default: "dry" } }, required: ["messages"] };
    expect(harmlessSchema(withDefault)).toEqual(withDefault);
  });

  it("takes a value of alternatives that only a pattern told apart", () => {
    const oneOf = [
      { type: "string", pattern: "^a" },
      { type: "string", pattern: "^b" },
    ];
    expect(harmlessSchema({ oneOf })).toEqual({ anyOf: [{ type: "string" }, { type: "string" }] });
  });

  it("has no keywords but known ones, however deep the server's are", () => {
    const any = fc.letrec((tie) => ({
      schema: fc.dictionary(
        fc.constantFrom("$id", "pattern", "type", "properties", "items", "anyOf", "allOf", "$ref", "default", "not"),
        fc.oneof({ maxDepth: 4 }, fc.string(), tie("schema"), fc.array(tie("schema"), { maxLength: 3 })),
      ),
    })).schema;
    fc.assert(
      fc.property(any, (written) => {
        const kept = harmlessSchema(written as JsonObject);
        for (const key of keysIn(kept)) expect(["$id", "pattern", "not"]).not.toContain(key);
      }),
    );
  });

  it("is left out if it is too large, and ends where it is too deep", () => {
    expect(harmlessSchema({ description: "x".repeat(500_001) })).toBeUndefined();
    let deep: JsonObject = { title: "last" };
    for (let level = 0; level < 10_000; level++) deep = { items: deep };
    expect(JSON.stringify(harmlessSchema(deep))).not.toContain("last");
  });
});
