import { beforeEach, describe, expect, test } from "vitest";
import type { Cron } from "../../../../src/core/server/cron";
import type { CronQuestion, PickServices } from "../../../../src/features/cronActions/chosenCrons";
import { pickCrons } from "../../../../src/features/cronActions/pickCrons";
import type { TreeNode } from "../../../../src/platform/app/treeNode";
import type { Connection } from "../../../../src/platform/servers/connections/connection";
import { cronWith } from "../../../fixtures/cronWith";
import { resetStub, stubState } from "../../support/vscode";

beforeEach(resetStub);

const connection = { id: "dev", name: "Dev", url: "http://127.0.0.1:2024", dialect: "secondsLast" } as Connection;
const other = { ...connection, id: "prod", name: "Prod" };
const named = (name: string, given: Partial<Cron> = {}) => cronWith({ cron_id: name, metadata: { name }, ...given });
const crons = [named("a"), named("b", { thread_id: "t1" }), named("c"), named("d", { enabled: false })];
const node = (cron: Cron, on = connection): TreeNode => ({ kind: "cron", connection: on, cron });

function services(selection: readonly TreeNode[], all: readonly Connection[] = [connection]): PickServices {
  const names = async () => [];
  return {
    connections: { all: () => all, get: (id: string) => all.find((each) => each.id === id), chosen: () => all[0] },
    servers: {
      reload: async () => ({ kind: "ready" }),
      crons: () => crons,
      server: async () => ({ searchThreads: names, searchAssistants: names }),
    },
    selection: () => selection,
  } as unknown as PickServices;
}

const question: CronQuestion = { placeHolder: "Pause which crons?", suits: ({ enabled }) => enabled, several: true };
const one: CronQuestion = { placeHolder: "Run which cron now?", suits: () => true };
const shown = () => stubState.picks.at(-1);
const labels = () => shown()?.items.map(({ label }) => label);

describe("crons picked for a command of the palette", () => {
  test("are those that fit, and several if that makes sense", async () => {
    stubState.pick = () => ["a", "c"];
    const picked = await pickCrons(services([]), undefined, question);
    expect(labels()).toEqual(["a", "b", "c"]);
    expect(shown()?.options).toMatchObject({ canPickMany: true, placeHolder: "Pause which crons?" });
    expect(picked).toEqual({ connection, crons: [crons[0], crons[2]] });
  });

  test("begin with those that are selected in the tree, ticked", async () => {
    await pickCrons(services([node(named("c")), node(named("b"))]), undefined, question);
    expect(labels()).toEqual(["selected in the tree", "b", "c", "others", "a"]);
    expect(shown()?.marked).toEqual({ active: ["b"], selected: ["b", "c"] });
  });

  test("begin with the one that is selected, marked, if only one can be picked", async () => {
    stubState.pick = ({ marked }) => marked?.active;
    const picked = await pickCrons(services([node(named("c"))]), undefined, one);
    expect(shown()?.marked).toEqual({ active: ["c"], selected: [] });
    expect(picked?.crons.map(({ cron_id }) => cron_id)).toEqual(["c"]);
  });

  test("begin with those of the thread that is selected", async () => {
    const thread = { kind: "thread", connection, thread: { thread_id: "t1" } } as TreeNode;
    await pickCrons(services([thread]), undefined, question);
    expect(labels()?.slice(0, 2)).toEqual(["selected in the tree", "b"]);
  });

  test("are of the server of the selected row, without asking for it", async () => {
    stubState.pick = () => ["a"];
    const picked = await pickCrons(services([node(named("a"), other)], [connection, other]), undefined, question);
    expect(picked?.connection.name).toBe("Prod");
    expect(stubState.picks).toHaveLength(1);
  });

  test("another server's selection is ignored", async () => {
    stubState.pick = ({ options }) => (options.placeHolder === "On which server?" ? ["Prod"] : ["a"]);
    await pickCrons(services([], [connection, other]), undefined, question);
    expect(labels()).toEqual(["a", "b", "c"]);
  });

  test("leaving the list picks none; if there are none, a message says so", async () => {
    expect(await pickCrons(services([]), undefined, question)).toBeUndefined();
    expect(await pickCrons(services([]), undefined, { ...question, suits: () => false })).toBeUndefined();
    expect(stubState.messages.map(({ text }) => text)).toEqual(["Dev has no cron to choose from."]);
  });
});
