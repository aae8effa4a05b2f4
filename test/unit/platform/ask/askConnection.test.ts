import { beforeEach, describe, expect, test } from "vitest";
import { askConnection, askTarget } from "../../../../src/platform/ask/askConnection";
import type { Connections } from "../../../../src/platform/servers/connections/connections";
import { connectionWith } from "../../support/memoryConnections";
import { resetStub, stubState } from "../../support/vscode";

beforeEach(resetStub);

const dev = connectionWith();
const prod = connectionWith({ id: "prod", name: "Prod", production: true });

function connections(all: readonly (typeof dev)[], chosen?: typeof dev): Connections {
  const list = [...all];
  const get = (id: string) => list.find((each) => each.id === id);
  return { all: () => list, get, chosen: () => chosen } as unknown as Connections;
}

describe("where something new goes", () => {
  test("to the chosen connection, without asking", async () => {
    expect(await askTarget(connections([dev, prod], prod), "Which?")).toBe(prod);
    expect(stubState.picks).toEqual([]);
  });

  test("to no production server that nobody has chosen, even if it is the only one", async () => {
    stubState.pick = () => undefined;
    expect(await askTarget(connections([prod]), "Which?")).toBeUndefined();
    expect(stubState.picks.map(({ items }) => items)).toMatchObject([[{ label: "Prod", detail: "production" }]]);
    stubState.pick = () => ["Prod"];
    expect(await askTarget(connections([prod]), "Which?")).toBe(prod);
  });

  test("to the one that is added if there is none, once it is picked if it is production", async () => {
    for (const [added, asked] of [
      [dev, 0],
      [prod, 1],
    ] as const) {
      resetStub();
      const list: (typeof dev)[] = [];
      stubState.answer = ({ buttons }) => buttons[0];
      stubState.pick = () => [added.name];
      stubState.handlers.set("langgraphCrons.connection.add", () => list.push(added));
      const none = { ...connections([]), all: () => list, chosen: () => list.find(({ production }) => !production) };
      expect(await askTarget(none, "Which?")).toBe(added);
      expect(stubState.picks).toHaveLength(asked);
    }
  });
});

describe("which connection a command means", () => {
  test("the row's, or the only one", async () => {
    expect(await askConnection(connections([dev, prod]), { kind: "connection", connection: prod }, "Which?")).toBe(
      prod,
    );
    expect(await askConnection(connections([prod]), undefined, "Which?")).toBe(prod);
    expect(stubState.picks).toEqual([]);
  });
});
