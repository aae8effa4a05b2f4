import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json";
import { leftThreads } from "../../../../src/platform/servers/leftThreads";
import { cronWith } from "../../../fixtures/cronWith";
import { threadWith } from "../../../fixtures/threadWith";

const named = cronWith({ cron_id: "named", metadata: { langgraph_crons_name: "digest", team: "a" } });
const onThread = cronWith({ cron_id: "on", thread_id: "t", metadata: { langgraph_crons_name: "chat" } });
/** At nine, UTC. */
const foreign = cronWith({
  cron_id: "foreign",
  assistant_id: "x",
  metadata: { team: "b", on: { call: 1, duty: 2 } },
  on_run_completed: "keep",
});
const often = cronWith({
  cron_id: "often",
  assistant_id: "y",
  schedule: "*/5 * * * *",
  on_run_completed: "keep",
});
const deleting = cronWith({ cron_id: "deleting", assistant_id: "z", on_run_completed: "delete" });

describe("a thread was left by a cron", () => {
  const isLeft = leftThreads([named, onThread, foreign, often, deleting], "secondsLast");
  const nine = "2026-11-26T09:00:03Z";
  const ofForeign = { graph_id: "agent", assistant_id: "x", team: "b", on: { duty: 2, call: 1 } };

  test.each<[string, JsonObject, string, boolean]>([
    ["it has the name of a cron without a thread", { langgraph_crons_name: "digest", graph_id: "agent" }, "", true],
    ["not with the name of a cron on a thread", { langgraph_crons_name: "chat" }, nine, false],
    ["not with the name of a cron that is gone", { langgraph_crons_name: "old" }, nine, false],
    ["it has a foreign cron's metadata, and was created when that was due", ofForeign, nine, true],
    ["not if it was created at another time", ofForeign, "2026-11-26T10:00:03Z", false],
    ["not if nobody knows when it was created", ofForeign, "", false],
    ["not if somebody gave it more metadata", { ...ofForeign, title: "Chat" }, nine, false],
    ["not with other values", { ...ofForeign, team: "c" }, nine, false],
    ["not of another assistant", { ...ofForeign, assistant_id: "w" }, nine, false],
    ["not by its time alone, if the cron runs all the time", { graph_id: "agent", assistant_id: "y" }, nine, false],
    ["not if the server deletes the cron's threads", { graph_id: "agent", assistant_id: "z" }, nine, false],
  ])("%s", (_name, metadata, created_at, left) => {
    expect(isLeft(threadWith({ created_at, metadata }))).toBe(left);
  });
});
