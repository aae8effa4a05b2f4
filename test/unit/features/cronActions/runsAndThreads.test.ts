import { beforeEach, describe, expect, test } from "vitest";
import { cancelCronRuns } from "../../../../src/features/cronActions/cancelCronRuns";
import { deleteThreads } from "../../../../src/features/cronActions/deleteThreads";
import { runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { resetStub, stubState } from "../../support/vscode";
import { actionParts, cronOf } from "./actionParts";

beforeEach(resetStub);

const said = () => stubState.messages.map(({ text }) => text);

test("runs are cancelled without a question, and counted", async () => {
  const { chosen, parts, server } = await actionParts([cronOf("a", { thread_id: "t" })], { production: true });
  server.runs.set("t", [
    runWith({ run_id: "1", thread_id: "t", cron_id: "a", status: "running" }),
    runWith({ run_id: "2", thread_id: "t", cron_id: "a", status: "success" }),
  ]);
  await cancelCronRuns(parts, chosen("a"));
  await cancelCronRuns(parts, chosen("a"));
  expect(said()).toEqual(["Cancelled runs of “a” on Dev: 1.", "Nothing of “a” on Dev waits or runs."]);
});

describe("kept threads", () => {
  const old = "2020-01-01T00:00:00Z";
  const open = async (...ids: readonly string[]) => {
    const made = await actionParts([cronOf("a", { metadata: { langgraph_crons_name: "a" } })]);
    for (const thread_id of ids) {
      const metadata = { langgraph_crons_name: "a" };
      const status = thread_id.startsWith("busy") ? "busy" : "idle";
      made.server.threads.push(threadWith({ thread_id, metadata, status, created_at: old, updated_at: old }));
      made.server.runs.set(thread_id, [runWith({ run_id: thread_id, thread_id, cron_id: "a", status: "success" })]);
    }
    const left = () => made.server.threads.map(({ thread_id }) => thread_id);
    return { ...made, left };
  };

  test("are deleted after a question with their number", async () => {
    const { chosen, left, parts } = await open("x", "y", "busy");
    stubState.input = ({ value }) => value;
    await deleteThreads(parts, chosen("a"));
    expect(stubState.messages[0]).toMatchObject({ text: "Delete 2 threads of “a” from Dev?", severity: "warning" });
    expect(stubState.messages[0]?.detail).toContain("1 more are left alone");
    expect(left()).toHaveLength(3);
    stubState.answer = ({ buttons }) => buttons.find((label) => label === "Delete Threads");
    await deleteThreads(parts, chosen("a"));
    expect(left()).toEqual(["busy"]);
    expect(said().at(-1)).toBe("Deleted 2 of 2 threads of “a”.");
  });

  test("where there are none, that is said; Escape asks nothing of the server", async () => {
    const { chosen, parts, server } = await open();
    const asked = server.requests.length;
    await deleteThreads(parts, chosen("a"));
    expect(server.requests).toHaveLength(asked);
    stubState.input = () => "7";
    await deleteThreads(parts, chosen("a"));
    expect(said()).toEqual(["“a” has no thread to delete that is older than 7 days."]);
  });

  test.each(["", "0", "-1", "1.5", "a", "36501"])("%j is no number of days", async (text) => {
    const { chosen, parts } = await open();
    await deleteThreads(parts, chosen("a"));
    expect(stubState.inputs[0]?.validateInput?.(text)).toBe("A whole number of days, at least 1.");
    expect(stubState.inputs[0]?.validateInput?.("30")).toBeUndefined();
  });
});
