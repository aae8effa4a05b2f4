import { expect, test } from "vitest";
import { isSuccessor } from "../../../../src/core/compare/isSuccessor";
import type { Cron } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";

const name = (text: string) => ({ langgraph_crons_name: text });
const later = { cron_id: "new", created_at: "2026-11-02T00:00:00Z" };

test.each<[string, Partial<Cron>, Partial<Cron>, boolean]>([
  [
    "of the same name, on another thread",
    { metadata: name("daily") },
    { metadata: name("daily"), thread_id: "t" },
    true,
  ],
  ["of another name", { metadata: name("daily") }, { metadata: name("weekly") }, false],
  ["without a name, equal", { metadata: { team: "a" } }, { metadata: { team: "a", langgraph_crons_hash: "x" } }, true],
  ["without a name, of another team", { metadata: { team: "a" } }, { metadata: { team: "b" } }, false],
  ["without a name, at another time", {}, { schedule: "0 10 * * *" }, false],
  [
    "that was there before",
    { metadata: name("daily") },
    { metadata: name("daily"), created_at: "2026-10-01T00:00:00Z" },
    false,
  ],
])("a cron %s", (_, gone, cron, expected) => {
  expect(isSuccessor(cronWith({ ...later, ...cron }), cronWith(gone))).toBe(expected);
});

test("a cron is not its own successor", () => {
  const metadata = name("daily");
  expect(isSuccessor(cronWith({ metadata, created_at: later.created_at }), cronWith({ metadata }))).toBe(false);
});
