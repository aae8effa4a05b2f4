import { beforeEach, describe, expect, test } from "vitest";
import { editCron } from "../../../../src/features/cronActions/editCron";
import { resetStub, stubState } from "../../support/vscode";
import { actionParts, cronOf, schedule } from "./actionParts";

beforeEach(resetStub);

describe("editing a cron", () => {
  test("opens the form of this cron, as it is on the server now", async () => {
    const { chosen, edited, parts, server } = await actionParts([
      cronOf("a", { metadata: { langgraph_crons_name: "daily" } }),
    ]);
    server.change("a", { schedule: "0 7 * * *" });
    await editCron(parts, chosen("a"));
    expect(edited).toEqual([{ cronId: "a", name: "daily", args: expect.objectContaining({ schedule: "0 7 * * *" }) }]);
    expect([stubState.inputs, stubState.messages, server.count("patchCron")]).toEqual([[], [], 0]);
  });

  test("gives one of another tool a name first, because the submit finds it by that", async () => {
    const { chosen, edited, parts, server } = await actionParts([cronOf("a", { metadata: { title: "Daily" } })]);
    await editCron(parts, chosen("a"));
    expect([edited, server.count("patchCron")]).toEqual([[], 0]);
    expect(stubState.inputs[0]).toMatchObject({ value: "Daily", title: "Name the cron “Daily” to edit it" });
    expect(stubState.inputs[0]?.validateInput?.(" ")).toMatch(/name/i);
    stubState.input = () => "daily";
    await editCron(parts, chosen("a"));
    expect(edited).toEqual([{ cronId: "a", name: "daily", args: expect.objectContaining({ schedule }) }]);
    expect(server.crons.get("a")?.metadata.langgraph_crons_name).toBe("daily");
  });

  test("opens nothing if another cron has that name", async () => {
    const { chosen, edited, parts } = await actionParts([
      cronOf("a", { metadata: {} }),
      cronOf("b", { metadata: { langgraph_crons_name: "daily" } }),
    ]);
    stubState.input = () => "daily";
    await expect(editCron(parts, chosen("a"))).rejects.toThrow("already has a cron “daily”");
    expect(edited).toEqual([]);
  });

  test("warns that a deploy of Managed Deep Agents makes its crons again", async () => {
    const managed = {
      langgraph_crons_name: "daily",
      mda_managed: true,
      mda_managed_by: "deploy",
      mda_schedule_owner: "ana",
    };
    const { chosen, edited, parts } = await actionParts([cronOf("a", { metadata: managed })]);
    await editCron(parts, chosen("a"));
    expect(stubState.messages[0]?.detail).toMatch(/Owner: ana\nIts next deploy makes it again/);
    expect(edited).toEqual([]);
    stubState.answer = () => "Edit";
    await editCron(parts, chosen("a"));
    expect(edited).toHaveLength(1);
  });
});
