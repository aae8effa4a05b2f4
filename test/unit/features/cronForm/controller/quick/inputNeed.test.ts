import { expect, it } from "vitest";
import { inputNeed, readInput } from "../../../../../../src/features/cronForm/controller/quick/inputNeed";

const text = { type: "string" };
const messages = { type: "array", items: {} };

it.each([
  ["no schema", undefined, { kind: "json", keys: [] }],
  ["a graph with messages", { properties: { messages, topic: text }, required: ["messages"] }, { kind: "message" }],
  ["one behind a reference", { $ref: "#/$defs/S", $defs: { S: { properties: { messages } } } }, { kind: "message" }],
  ["other keys", { properties: { topic: text, n: text }, required: ["topic"] }, { kind: "json", keys: ["topic"] }],
  ["keys that may be missing", { properties: { topic: text } }, { kind: "none" }],
  ["anything", { type: "object" }, { kind: "json", keys: [] }],
] as const)("%s asks for the right thing", (_what, schema, expected) => {
  expect(inputNeed(schema)).toEqual(expected);
});

it.each([
  ["message", " Hello ", { messages: [{ role: "user", content: "Hello" }] }],
  ["json", "", {}],
  ["json", '{ "topic": "x" }', { topic: "x" }],
  ["json", '[{ "a": 1 }]', [{ a: 1 }]],
  ["none", "", {}],
] as const)("a %s input from “%s”", (kind, typed, value) => {
  expect(readInput(kind, typed)).toEqual({ ok: true, value });
});

it.each([
  ["message", "  ", "noMessage"],
  ["json", "{", "noJson"],
  ["json", "5", "noObject"],
  ["json", "[]", "noObject"],
  ["json", "[1]", "noObject"],
] as const)("a %s input from “%s” is refused", (kind, typed, failure) => {
  expect(readInput(kind, typed)).toEqual({ ok: false, failure });
});
