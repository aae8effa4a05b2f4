import { beforeEach, describe, expect, test } from "vitest";
import { offeredServer, offeredServerVariable, offerServer } from "../../../../src/features/connections/offerServer";
import type { ConnectionChoices, ConnectionSecrets } from "../../../../src/platform/servers/connections/connection";
import type { Connections } from "../../../../src/platform/servers/connections/connections";
import { connectionWith } from "../../support/memoryConnections";
import { resetStub, stubState } from "../../support/vscode";

beforeEach(resetStub);

const url = "http://127.0.0.1:45678";

function connectionsTo(...urls: readonly string[]) {
  const added: [ConnectionChoices, ConnectionSecrets][] = [];
  const connections = {
    all: () => urls.map((each) => connectionWith({ url: each })),
    add: async (...given: [ConnectionChoices, ConnectionSecrets]) => added.push(given),
  } as unknown as Connections;
  return { added, connections };
}

describe("a server that was started together with VS Code", () => {
  test.each([
    [url, url],
    ["http://localhost:2024/", "http://localhost:2024"],
    ["https://attacker.example", undefined],
    ["http://127.0.0.1.attacker.example", undefined],
    ["http://user:pw@127.0.0.1:1", undefined],
    ["", undefined],
    ["file:///etc/passwd", undefined],
  ])("%j is offered as %j", (value, offered) => {
    expect(offeredServer({ [offeredServerVariable]: value })).toBe(offered);
  });

  test("none is offered if none was started", () => expect(offeredServer({})).toBeUndefined());

  test("gets a connection without a key at the press of a button, and the tree is shown", async () => {
    stubState.answer = ({ buttons }) => buttons[0];
    const { added, connections } = connectionsTo("http://127.0.0.1:2024");
    await offerServer(connections, url);
    expect(stubState.messages.map(({ text }) => text)).toEqual([
      `An Agent Server for trying out is running at ${url}.`,
    ]);
    expect(added).toMatchObject([[{ url, production: false }, { headers: {} }]]);
    expect(stubState.commands.map(({ id }) => id)).toEqual(["langgraphCrons.explorer.focus"]);
  });

  test("gets none if the offer is closed", async () => {
    const { added, connections } = connectionsTo();
    await offerServer(connections, url);
    expect(added).toEqual([]);
  });

  test("is not offered if there is a connection to it", async () => {
    await offerServer(connectionsTo(url).connections, url);
    expect(stubState.messages).toEqual([]);
  });
});
