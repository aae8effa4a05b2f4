import { describe, expect, test } from "vitest";
import type { Thread } from "../../../../src/core/server/cron";
import { findHits } from "../../../../src/features/tree/findHits";
import { findThreads } from "../../../../src/platform/servers/findThreads";
import { cronWith } from "../../../fixtures/cronWith";
import { threadWith } from "../../../fixtures/threadWith";

const thread = (thread_id: string, metadata: Thread["metadata"]) => threadWith({ thread_id, metadata });
const threads = [thread("t-1", { title: "Daily Report", team: "Blue" }), thread("t-2", { deep: { list: [1, "x"] } })];
const crons = [
  cronWith({ cron_id: "c-1", schedule: "0 9 * * 1-5", timezone: "Europe/Berlin", assistant_id: "a-1" }),
  cronWith({ cron_id: "c-2", schedule: "*/5 * * * *", metadata: { langgraph_crons_name: "heart-beat" } }),
];
const assistants = [{ assistant_id: "a-1", graph_id: "report", name: "Reporter" }];
const hits = (text: string) => {
  const foundCrons = findHits(text, crons, assistants).map(({ cron_id }) => cron_id);
  return [...findThreads(text, threads).map(({ thread_id }) => thread_id), ...foundCrons];
};

describe("a search", () => {
  test.each([
    ["daily", ["t-1"]],
    ["BLUE report", ["t-1"]],
    ["team=blue", ["t-1"]],
    ["title=blue", []],
    ['"list":[1', ["t-2"]],
    ["t-2", ["t-2"]],
    ["berlin", ["c-1"]],
    ["reporter 0 9", ["c-1"]],
    ["heart", ["c-2"]],
    ["utc", ["c-2"]],
    ["", ["t-1", "t-2", "c-1", "c-2"]],
    ["nowhere", []],
  ])("%s finds %j", (text, expected) => expect(hits(text)).toEqual(expected));
});
