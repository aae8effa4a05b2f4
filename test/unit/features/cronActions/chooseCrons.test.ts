import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chooseCrons } from "../../../../src/features/cronActions/chooseCrons";
import type { CronQuestion, PickServices } from "../../../../src/features/cronActions/chosenCrons";
import type { TreeNode } from "../../../../src/platform/app/treeNode";
import type { Connection } from "../../../../src/platform/servers/connections/connection";
import { cronWith } from "../../../fixtures/cronWith";
import { resetStub, stubState } from "../../support/vscode";

beforeEach(resetStub);

const dev = { id: "dev", name: "Dev" } as Connection;
const prod = { id: "prod", name: "Prod" } as Connection;
const [first, second, paused] = [
  cronWith({ cron_id: "first" }),
  cronWith({ cron_id: "second" }),
  cronWith({ cron_id: "paused", enabled: false }),
];
const row = (cron = first, connection = dev): TreeNode => ({ kind: "cron", connection, cron });

const services = {
  connections: { get: (id: string) => [dev, prod].find((each) => each.id === id) },
  servers: {
    cron: (connection: Connection, id: string) =>
      connection === dev ? [first, second, paused].find(({ cron_id }) => cron_id === id) : undefined,
  },
} as unknown as PickServices;

const question: CronQuestion = { placeHolder: "Pause which crons?", suits: ({ enabled }) => enabled, several: true };
const choose = (...[target, rows]: [target: Parameters<typeof chooseCrons>[1], rows?: readonly TreeNode[]]) =>
  chooseCrons(services, target, rows, question);

afterEach(() => expect(stubState.picks).toEqual([]));

describe("crons that a command is given", () => {
  test("by name are those that the store knows", async () => {
    expect(await choose({ connectionId: "dev", cronId: "second" })).toEqual([{ connection: dev, crons: [second] }]);
  });

  test("are none if the command makes no sense for them", async () => {
    expect(await choose({ connectionId: "dev", cronId: "paused" })).toEqual([]);
  });

  test.each([
    ["of a removed connection", { connectionId: "old", cronId: "first" }, "The connection was removed."],
    ["that is gone", { connectionId: "prod", cronId: "first" }, "The server no longer has this cron."],
  ])("and one %s is an error", async (_title, ref, message) => {
    await expect(choose(ref)).rejects.toThrow(message);
  });

  test("as rows appear once each, by connection", async () => {
    const rows = [row(first), row(second), row(first, prod), row(paused)];
    expect(await choose(row(first), rows)).toEqual([
      { connection: dev, crons: [first, second] },
      { connection: prod, crons: [first] },
    ]);
  });
});
