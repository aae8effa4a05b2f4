import { beforeEach, describe, expect, test } from "vitest";
import { duplicateCron } from "../../../../src/features/cronActions/duplicateCron";
import { moveCrons } from "../../../../src/features/cronActions/moveCrons";
import { threadWith } from "../../../fixtures/threadWith";
import { resetStub, stubState } from "../../support/vscode";
import { actionParts, cronOf, schedule } from "./actionParts";

beforeEach(resetStub);

const said = () => stubState.messages.map(({ text }) => text);

/** Picks these labels, one list after the other, and says yes to the question. */
function picking(...labels: readonly string[]): void {
  const left = [...labels];
  stubState.pick = () => {
    const label = left.shift();
    return label === undefined ? undefined : [label];
  };
  stubState.answer = ({ buttons }) => buttons.find((label) => label === "Move");
}

describe("moving crons", () => {
  test("to another thread asks where and whether, and tells the new id", async () => {
    const { chosen, left, parts, server } = await actionParts([cronOf("a", { thread_id: "t" })]);
    server.threads.push(threadWith({ thread_id: "u" }));
    picking("To another thread…", "u");
    await moveCrons(parts, chosen("a"));
    expect(stubState.messages[0]?.text).toBe("Move “a” on Dev to thread u?");
    expect(stubState.messages[0]?.detail).toContain("then the old one is deleted");
    expect(left()).toMatchObject([{ thread_id: "u", enabled: true }]);
    expect(said()[1]).toBe(`Moved “a” to thread u. It has a new id: ${left()[0]?.cron_id}.`);
  });

  test("several, to no thread; one that is there already is left out", async () => {
    const crons = [cronOf("a", { thread_id: "t" }), cronOf("b", { thread_id: "t" }), cronOf("c")];
    const { chosen, left, parts } = await actionParts(crons);
    picking("To a new thread for each run");
    await moveCrons(parts, chosen("a", "b", "c"));
    expect(left().map(({ thread_id }) => thread_id)).toEqual([null, null, null]);
    expect(left()[0]?.cron_id).toBe("c");
    expect(said()).toEqual([
      "Move 2 crons on Dev to a new thread for each run?",
      "Moved 2 crons to a new thread for each run. They have new ids.",
    ]);
  });

  test("to another assistant", async () => {
    const { chosen, left, parts, server } = await actionParts([cronOf("a")]);
    server.assistants = [{ assistant_id: "6ba7b821-9dad-11d1-80b4-00c04fd430c9", graph_id: "g", name: "Other" }];
    picking("To another assistant…", "Other");
    await moveCrons(parts, chosen("a"));
    expect(left()[0]?.payload?.assistant_id).toBe("6ba7b821-9dad-11d1-80b4-00c04fd430c9");
  });

  test("does nothing where the user leaves, says no, or it is there", async () => {
    const { chosen, left, parts } = await actionParts([cronOf("a")]);
    await moveCrons(parts, chosen("a"));
    picking("To a new thread for each run");
    await moveCrons(parts, chosen("a"));
    expect(said()).toEqual(["“a” is there already."]);
    picking("To another thread…");
    await moveCrons(parts, chosen("a"));
    expect(left().map(({ cron_id }) => cron_id)).toEqual(["a"]);
  });

  test.each([
    [
      "changed since",
      (server: { change: (id: string, change: object) => void }) => server.change("a", { schedule: "1 1 1 1 *" }),
    ],
  ])("that was %s is read again, and moved as it is now", async (_what, act) => {
    const { chosen, left, parts, server } = await actionParts([cronOf("a", { thread_id: "t", enabled: false })]);
    const crons = chosen("a");
    act(server);
    server.change("a", { schedule });
    picking("To a new thread for each run");
    await moveCrons(parts, crons);
    expect(left()).toMatchObject([{ thread_id: null, enabled: false }]);
  });

  test("where the server can't pause says what to do instead", async () => {
    const { chosen, left, parts, server } = await actionParts([cronOf("a", { thread_id: "t" })]);
    server.info = { ...server.info, version: "0.7.20" };
    picking("To a new thread for each run");
    await expect(moveCrons(parts, chosen("a"))).rejects.toThrow("Server 0.7.20 can't pause crons");
    expect(left()).toHaveLength(1);
  });

  test("tells that a spec file would move it back", async () => {
    const { chosen, parts } = await actionParts([
      cronOf("a", { thread_id: "t", metadata: { langgraph_crons_name: "a" } }),
    ]);
    picking("To a new thread for each run");
    stubState.answer = () => undefined;
    await moveCrons(parts, chosen("a"));
    expect(stubState.messages[0]?.detail).toContain("its submit would move the cron back");
  });
});

test("a duplicate opens the form with what the cron is now, and makes nothing", async () => {
  const { chosen, copies, parts, server } = await actionParts([
    cronOf("a", { metadata: { langgraph_crons_name: "daily" } }),
  ]);
  const crons = chosen("a");
  server.change("a", { schedule: "1 1 1 1 *" });
  await duplicateCron(parts, crons);
  expect(copies).toEqual([
    { args: expect.objectContaining({ schedule: "1 1 1 1 *", input: { topic: "a" } }), of: "daily" },
  ]);
  // A copy is another cron, so it does not have its name.
  expect(JSON.stringify(copies[0]?.args)).not.toContain("daily");
  expect(server.count("createCron")).toBe(0);
});
