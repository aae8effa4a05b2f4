import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../../src/core/base/json";
import { LiveOutput } from "../../../../src/features/runs/liveOutput";

function textOf(...events: readonly (readonly [event: string, data: JsonValue])[]): string {
  const output = new LiveOutput();
  for (const [event, data] of events) output.add({ event, data });
  return output.text;
}

const ai = (content: string) => ({ type: "ai", content });

describe("The output of a run that is followed", () => {
  it.each<[string, readonly (readonly [string, JsonValue])[], string]>([
    ["nothing at first", [["metadata", { run_id: "1" }]], ""],
    [
      "the newest state",
      [
        ["values", { topic: "a" }],
        ["values", { topic: "b" }],
      ],
      '{\n  "topic": "b"\n}',
    ],
    ["a model's text instead of a state with messages", [["values", { messages: [ai("hello")] }]], "hello"],
    [
      "the message so far",
      [
        ["messages/partial", [ai("he")]],
        ["messages/partial", [ai("hello")]],
      ],
      "hello",
    ],
    [
      "pieces of messages, joined",
      [
        ["messages", [ai("he"), {}]],
        ["messages", [ai("llo"), {}]],
      ],
      "hello",
    ],
    [
      "steps, a line each",
      [
        ["updates", { a: 1 }],
        ["updates", { b: 2 }],
      ],
      'updates: {"a":1}\nupdates: {"b":2}',
    ],
    ["those of subgraphs too", [["updates|child:1", { a: 1 }]], 'updates: {"a":1}'],
    [
      "steps before the state",
      [
        ["values", 1],
        ["updates", 2],
      ],
      "updates: 2\n\n1",
    ],
    ["an error", [["error", { error: "KeyError", message: "'topic'" }]], "KeyError: 'topic'"],
    ["an error in no known form", [["error", "gone"]], '"gone"'],
  ])("is %s", (_, events, text) => {
    expect(textOf(...events)).toBe(text);
  });

  it("stays short, with its end", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => ["updates", { index }] as const);
    const text = textOf(...many);
    expect(text.length).toBeLessThan(20_100);
    expect(text.endsWith('{"index":4999}')).toBe(true);
    expect(textOf(["values", "x".repeat(100_000)]).length).toBeLessThan(20_100);
  });
});
