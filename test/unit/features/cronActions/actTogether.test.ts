import { beforeEach, describe, expect, test } from "vitest";
import { ServerFailure } from "../../../../src/core/server/problems/serverProblem";
import { pauseCrons } from "../../../../src/features/cronActions/pauseCrons";
import { createGate, settle } from "../../support/settle";
import { resetStub, stubEvents, stubState } from "../../support/vscode";
import { actionParts, cronOf } from "./actionParts";

beforeEach(resetStub);

const ids = ["a", "b", "c", "d", "e"];
const many = () => ids.map((id) => cronOf(id));

describe("of several crons", () => {
  test("those that were left are told, listed with their reason, and tried again", async () => {
    const { chosen, left, parts, server } = await actionParts(many());
    const { patchCron } = server.api;
    const refusals = new Set(["b", "d"]);
    const problem = { kind: "rejected", status: 422, detail: "locked", parameter: null } as const;
    const refuse = (id: string) => new ServerFailure(problem, { method: "PATCH", path: `/runs/crons/${id}` });
    Object.assign(server.api, {
      patchCron: async (...given: Parameters<typeof patchCron>) => {
        if (refusals.delete(given[0])) throw refuse(given[0]);
        return patchCron(...given);
      },
    });
    stubState.answer = ({ buttons }) => (buttons.includes("Show Them…") ? "Show Them…" : undefined);
    stubState.pick = ({ marked }) => marked?.selected;
    await pauseCrons(parts, chosen(...ids));
    const [list] = stubState.picks;
    const told = stubState.messages.find(({ severity }) => severity === "error");
    expect(told?.text).toMatch(/^2 of 5 crons were left as they were\. .*locked/);
    expect(list?.items.map(({ label, detail }) => [label, detail?.includes("locked")])).toEqual([
      ["b", true],
      ["d", true],
    ]);
    expect(left().map(({ enabled }) => enabled)).toEqual([false, false, false, false, false]);
  });

  test("a cancel leaves the rest as it is, and says so", async () => {
    const { chosen, left, parts, server } = await actionParts(many());
    const gate = createGate();
    server.pause = async (_method, moment) => (moment === "answer" ? gate.opened : undefined);
    const acting = pauseCrons(parts, chosen(...ids));
    await settle();
    stubEvents.cancelledProgress.fire();
    gate.open();
    await acting;
    expect(left().filter(({ enabled }) => !enabled)).toHaveLength(1);
    expect(stubState.messages.map(({ text }) => text)).toContainEqual(
      "4 of 5 crons were left as they were. You cancelled before it was its turn.",
    );
    expect(stubState.progress.map(({ title }) => title)).toContain("Pausing 5 crons on Dev");
  });
});

test("of the only cron the reason is the command's failure", async () => {
  const { chosen, parts, server } = await actionParts(many());
  const crons = chosen("a");
  server.crons.clear();
  await expect(pauseCrons(parts, crons)).rejects.toThrow("The server no longer has this cron.");
  expect(stubState.messages).toEqual([]);
});
