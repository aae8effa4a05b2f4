import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/base/json";
import { englishMessage } from "../../../../src/core/base/message";
import { agentIn, codeCalls } from "../../../../src/core/fromCode/codeCalls";
import { codeSpec } from "../../../../src/core/fromCode/codeSpec";
import { CodeSource } from "../../../../src/core/fromCode/tokens/codeSource";
import { type CodeSnippet, otherSnippets, readSnippets } from "../../../fixtures/code/codeSnippets";

function callsOf({ code, language }: Pick<CodeSnippet, "code" | "language">) {
  return codeCalls(code, language, "my-agent").map(({ reading }) => {
    if (reading.kind === "read") {
      const { thread_id, ...others } = reading.arguments;
      return thread_id === null ? others : reading.arguments;
    }
    const { offset, length } = reading.range;
    return [reading.reason, code.slice(offset, offset + length)];
  });
}

describe("a call is read whole or refused with its reason", () => {
  test.each([...readSnippets, ...otherSnippets])("$language: $what", (snippet) => {
    expect(callsOf(snippet)).toEqual(snippet.calls);
  });

  test.each(readSnippets)("$language with line breaks of Windows: $what", (snippet) => {
    expect(callsOf({ ...snippet, code: snippet.code.replaceAll("\n", "\r\n") })).toEqual(snippet.calls);
  });

  test("a refusal quotes code, but none of its texts", () => {
    const [call] = codeCalls('client.crons.create("a", schedule="sk-secret" + x + config["key"])', "python");
    const message = call?.reading.kind === "refused" ? englishMessage(call.reading.message) : "";
    expect(message).toBe('`“…” + x + config["key"]` is computed.');
  });

  test("a file with thousands of calls that share a name is read in a moment", () => {
    const code = `S = "0 9 * * *"\n${'client.crons.create("agent", schedule=S)\n'.repeat(5000)}`;
    const kinds = codeCalls(code, "python").map(({ reading }) => reading.kind);
    expect([kinds.length, new Set(kinds)]).toEqual([5000, new Set(["read"])]);
  });

  test("the agent of Managed Deep Agents is the one that its file names", () => {
    expect(agentIn('agent = define_deep_agent(\n  model=f(), name="my-agent")', "python")).toBe("my-agent");
    expect(agentIn('export const agent = defineDeepAgent({ name: "a", model });', "script")).toBe("a");
    expect(agentIn("agent = define_deep_agent(name=NAME)", "python")).toBeUndefined();
  });
});

describe("a spec is called", () => {
  const taken = new Set(["agent-daily"]);
  const daily = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *" };
  test.each([
    ["after what runs and how often, and no name twice", daily, "agent-daily-2", daily],
    [
      "as its metadata says",
      { ...daily, metadata: { name: "Mine" } },
      "Mine",
      { ...daily, metadata: { name: "Mine" } },
    ],
    ["as it was submitted", { ...daily, metadata: { langgraph_crons_name: "old" } }, "old", daily],
  ])("%s", (_, args, name, spec) => {
    expect(codeSpec(args, { kind: "cron", fileName: "a.py", taken })).toEqual({ name, spec });
  });

  test("as its file, if it is a schedule of Managed Deep Agents", () => {
    expect(codeSpec(daily, { kind: "schedule", fileName: "daily_digest.py", taken }).name).toBe("daily_digest");
  });
});

/** Whole numbers that JavaScript can't tell from their neighbours are refused. */
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map(
    (value): JsonValue =>
      JSON.parse(JSON.stringify(value), (_, part) =>
        Number.isSafeInteger(part) || typeof part !== "number" ? part : 0.5,
      ),
  );

const inPython = (value: JsonValue): string => {
  if (Array.isArray(value)) return `[${value.map(inPython).join(", ")}]`;
  if (value === null || typeof value === "boolean")
    return { null: "None", true: "True", false: "False" }[String(value)] ?? "";
  if (typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${inPython(item)}`)
    .join(", ")}}`;
};

describe("any literal is read as itself", () => {
  const valueIn = (code: string, language: CodeSnippet["language"]) => {
    const [call] = codeCalls(code, language);
    return call?.reading.kind === "read" ? call.reading.arguments.input : call?.reading;
  };

  test("of Python", () => {
    fc.assert(
      fc.property(json, (value) => {
        const code = `client.crons.create("a", schedule="b", input={"v": ${inPython(value)}})`;
        expect(valueIn(code, "python")).toEqual({ v: value });
      }),
    );
  });

  test("of JavaScript", () => {
    fc.assert(
      fc.property(json, (value) => {
        // Without the key that JavaScript reads as a prototype.
        const text = JSON.stringify({ v: value }).replaceAll('"__proto__":', '["__proto__"]:');
        expect(valueIn(`client.crons.create("a", { schedule: "b", input: ${text} })`, "script")).toEqual({ v: value });
      }),
    );
  });

  test("and no text makes the reader throw, or tokens overlap", () => {
    const piece = fc.constantFrom(
      ..."\"'`{}()[],:=\\\n#/$ f.",
      '"""',
      "//",
      "/*",
      "${",
      "client.crons.create(",
      "x",
      "1",
      "as",
      "b'",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom("python", "script"), (pieces, language) => {
        const code = pieces.join("");
        codeCalls(code, language);
        const { tokens } = new CodeSource(code, language);
        for (const [index, { end, start }] of tokens.entries()) {
          expect(start).toBeGreaterThanOrEqual(tokens[index - 1]?.end ?? 0);
          expect(end).toBeGreaterThanOrEqual(start);
        }
      }),
    );
  });
});
