import { beforeEach, describe, expect, test } from "vitest";
import { exportAll } from "../../../../src/features/cronActions/exportAll";
import { resetStub, stubState, Uri } from "../../support/vscode";
import { actionParts, cronOf, schedule } from "./actionParts";

beforeEach(() => {
  resetStub();
  stubState.openFolder = Uri.file("/w/crons") as never;
  // A folder is what is above a file.
  stubState.fileTexts.set("/w/crons/README.md", "");
});

const specs = () =>
  Object.fromEntries(
    [...stubState.fileTexts]
      .filter(([path]) => path.endsWith(".cron.json"))
      .map(([path, text]) => [path.slice("/w/crons/".length), JSON.parse(text) as Record<string, unknown>]),
  );
const named = (id: string, name: string, given: Parameters<typeof cronOf>[1] = {}) =>
  cronOf(id, { metadata: { langgraph_crons_name: name }, ...given });
const said = () => stubState.messages.map(({ text }) => text);

describe("all crons of a connection", () => {
  test("are written to a file each, whose submit finds the cron", async () => {
    const { connection, parts, server } = await actionParts([named("a", "daily"), named("b", "Weekly Report")]);
    await exportAll(parts, connection);
    expect(specs()).toEqual({
      "daily.cron.json": expect.objectContaining({ schedule, input: { topic: "a" } }),
      "Weekly-Report.cron.json": expect.objectContaining({ name: "Weekly Report", schedule }),
    });
    expect(specs()["daily.cron.json"]).not.toHaveProperty("name");
    expect(said()).toEqual(["Exported 2 crons."]);
    // What is the same for all is asked once.
    expect([server.count("searchAssistants"), server.count("patchCron")]).toEqual([1, 0]);
  });

  test("without a name are named after asking, or left out", async () => {
    const { connection, parts, server } = await actionParts([named("a", "daily"), cronOf("b", { metadata: {} })]);
    await exportAll(parts, connection);
    expect([specs(), stubState.messages[0]?.buttons]).toEqual([{}, ["Name and Export All", "Export Only the Others"]]);
    stubState.answer = ({ buttons }) => buttons[1];
    await exportAll(parts, connection);
    expect(Object.keys(specs())).toEqual(["daily.cron.json"]);
    stubState.fileTexts.delete("/w/crons/daily.cron.json");
    stubState.answer = ({ buttons }) => buttons[0];
    await exportAll(parts, connection);
    expect(Object.keys(specs())).toEqual(["daily.cron.json", "cron-yearly.cron.json"]);
    expect(server.crons.get("b")?.metadata.langgraph_crons_name).toBe("cron-yearly");
  });

  test("keep files that are there, or replace them, as the user says", async () => {
    const { connection, parts } = await actionParts([named("a", "daily"), named("b", "weekly")]);
    stubState.fileTexts.set("/w/crons/Daily.cron.json", '"mine"');
    stubState.answer = ({ buttons }) => buttons.find((label) => label === "Keep and Leave Out");
    await exportAll(parts, connection);
    expect(stubState.fileTexts.get("/w/crons/Daily.cron.json")).toBe('"mine"');
    expect(Object.keys(specs()).sort()).toEqual(["Daily.cron.json", "weekly.cron.json"]);
    stubState.answer = () => undefined;
    stubState.fileTexts.delete("/w/crons/weekly.cron.json");
    await exportAll(parts, connection);
    expect(Object.keys(specs())).toEqual(["Daily.cron.json"]);
    stubState.answer = ({ buttons }) => buttons.find((label) => label === "Replace");
    await exportAll(parts, connection);
    expect(Object.keys(specs())).toContain("daily.cron.json");
  });

  test("have no secret in them, and two of them don't share a placeholder", async () => {
    const hook = (token: string) => ({ assistant_id: "agent", webhook: `https://a.test/x?token=${token.repeat(40)}` });
    const key = { config: { configurable: { api_key: "sk-1234567890abcdefghijklmnop" } } };
    const { connection, parts } = await actionParts([
      named("a", "daily", { payload: hook("a1") }),
      named("b", "weekly", { payload: { ...hook("b2"), ...key } }),
      named("c", "DAILY", { payload: hook("c3") }),
    ]);
    await exportAll(parts, connection);
    expect(specs()["daily.cron.json"]?.webhook).toBe("${secret:DAILY_WEBHOOK}");
    expect(specs()["DAILY-2.cron.json"]?.webhook).toBe("${secret:DAILY_WEBHOOK_2}");
    expect(specs()["weekly.cron.json"]?.webhook).toBe("${secret:WEEKLY_WEBHOOK}");
    expect(said()[0]).toBe(
      "Exported 3 crons. 3 texts that look like secrets were written as placeholders; a submit asks for them. Look at config before you share it: it holds what looks like a secret, and no placeholder works there.",
    );
  });

  test("one that can't be written stops no other", async () => {
    const odd = { assistant_id: "agent", webhook: "https://a.test/${env:X}" };
    const { connection, parts } = await actionParts([named("a", "daily", { payload: odd }), named("b", "weekly")]);
    await exportAll(parts, connection);
    expect(Object.keys(specs())).toEqual(["weekly.cron.json"]);
    expect(said()).toContainEqual(expect.stringMatching(/1 of 2 crons were left as they were\. .*placeholder/));
  });

  test("are not asked for where there are none, and not written where no folder is chosen", async () => {
    const none = await actionParts([]);
    await exportAll(none.parts, none.connection);
    expect(said()).toEqual(["Dev has no crons."]);
    const { connection, parts } = await actionParts([named("a", "daily")]);
    stubState.openFolder = undefined;
    await exportAll(parts, connection);
    expect(specs()).toEqual({});
  });
});
