import { expect, test } from "vitest";
import { shownArguments } from "../../../../src/core/compare/shownArguments";
import { cronWith } from "../../../fixtures/cronWith";

const key = "sk-ant-0123456789abcdefghijklmn";

test("what looks like a secret is withheld, wherever it stands, and nothing else", () => {
  const shown = shownArguments(
    cronWith({
      metadata: { team: "billing", note: `use ${key}`, langgraph_crons_name: "daily" },
      payload: {
        input: { messages: [{ role: "user", content: "hello" }], token: key },
        config: { configurable: { "x-api-key": "short", model: "small", keys: [key, "plain"] } },
        context: { authorization: "Basic abc", region: "eu" },
        webhook: "https://user:pass@hooks.example.com/T0/secret?token=abc",
      },
    }),
  );
  expect(JSON.stringify(shown)).not.toMatch(/sk-ant|short|Basic|secret|pass/);
  expect(shown).toMatchObject({
    input: { messages: [{ role: "user", content: "hello" }], token: "…" },
    config: { configurable: { "x-api-key": "…", model: "small", keys: ["…", "plain"] } },
    context: { authorization: "…", region: "eu" },
    metadata: { team: "billing", note: "…" },
    webhook: "https://hooks.example.com/…",
  });
});
