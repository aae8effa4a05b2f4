import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../../../src/core/base/json";
import { lastAnswer, messagesOf, usageOf } from "../../../../../src/core/server/stored/messages";

const human = { id: "1", type: "human", content: "Good morning?" };
const ai = { id: "2", type: "ai", content: "Good morning", usage_metadata: { input_tokens: 20, output_tokens: 3 } };

describe("The messages of a run", () => {
  it.each([
    ["values without messages", { topic: "x" }],
    ["no values", undefined],
    ["a list", [human]],
    ["messages that are none", { messages: "hello" }],
  ])("are empty for %s", (_, values) => {
    expect(messagesOf(values)).toEqual([]);
  });
});

describe("The answer of a run", () => {
  it.each<[string, readonly JsonObject[], string | undefined]>([
    ["the last text of a model", [human, { type: "ai", content: "first" }, ai], "Good morning"],
    ["not an empty text before a tool call", [ai, { type: "ai", content: "" }], "Good morning"],
    ["not what a person says", [human], undefined],
    ["not what a tool says", [{ type: "tool", content: "42" }], undefined],
    ["an assistant's in OpenAI's form", [{ role: "assistant", content: "hello" }], "hello"],
    [
      "the texts among its parts",
      [{ type: "ai", content: [{ type: "reasoning" }, { type: "text", text: "one" }, "two"] }],
      "one\ntwo",
    ],
  ])("is %s", (_, messages, answer) => {
    expect(lastAnswer(messages)).toBe(answer);
  });
});

describe("The tokens of a run", () => {
  it("are summed over its messages", () => {
    const more = { type: "ai", content: "", usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } };
    const first = { ...ai, usage_metadata: { input_tokens: 20, output_tokens: 3, total_tokens: 23 } };
    expect(usageOf([human, first, more])).toEqual({ input: 21, output: 5, total: 26 });
  });

  it("are unknown if no message counts them", () => {
    expect(usageOf([human, { type: "ai", content: "hello" }])).toBeUndefined();
  });

  it("ignore what is no count", () => {
    const odd = { type: "ai", usage_metadata: { input_tokens: "many", output_tokens: -1, total_tokens: 4 } };
    expect(usageOf([odd])).toEqual({ input: 0, output: 0, total: 4 });
  });
});
