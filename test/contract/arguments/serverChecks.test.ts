import { beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/base/json";
import { checkOnServer, type ServerAnswers } from "../../../src/core/checks/checkOnServer";
import { createAgentServer } from "../../../src/core/server/httpAgentServer";
import { graphAssistantId } from "../../../src/core/server/stored/graphAssistantId";
import { specWith } from "../../fixtures/specs/goodSpecs";
import { agentServerUrl } from "../../support/agentServerUrl";

const url = agentServerUrl();
const server = createAgentServer({ baseUrl: url, headers: {}, apiKey: undefined, timeoutMilliseconds: 30_000 });

/** What the server itself says of its graph `report`, whose state is a TypedDict with messages. */
let answers: ServerAnswers;

beforeAll(async () => {
  const id = graphAssistantId("report");
  const { input_schema: input, context_schema: context } = await server.schemas(id);
  if (input === null || context === null) throw new Error("The server has no schemas of this graph.");
  const nodes = (await server.graphNodes(id)).map((node) => node.id);
  answers = { nodes, inputSchema: input, contextSchema: context };
});

const said = (change: JsonObject) =>
  checkOnServer(specWith(change), answers).map(({ code, path, fix }) => [code, path.join("."), fix?.text]);

test.each<JsonObject>([
  {},
  { input: { messages: [] } },
  { input: { messages: "hello" } },
  { input: { messages: { role: "user", content: "hello" } }, context: {} },
  { input: { topic: "tides" }, context: { audience: "sailors" } },
  { interrupt_before: ["plan", "review"], interrupt_after: ["write"] },
])("the real graph runs with %j, and there is no finding", async (change) => {
  expect(said(change)).toEqual([]);
  expect(await outcome(change)).toMatch(/^(success|interrupted)$/);
});

test("findings by the real schemas and nodes", () => {
  expect(said({ input: { mesages: [] } })).toEqual([["server.unknown-key-similar", "input.mesages", "messages"]]);
  expect(said({ input: { topic: 5 } })).toEqual([["server.wrong-type", "input.topic", undefined]]);
  expect(said({ input: [{ topic: "a" }] })).toEqual([["server.wrong-type", "input", undefined]]);
  expect(said({ context: { audiance: "all" } })).toEqual([
    ["server.unknown-key-similar", "context.audiance", "audience"],
  ]);
  expect(said({ interrupt_before: ["reviews"] })).toEqual([
    ["server.unknown-node-similar", "interrupt_before.0", "review"],
  ]);
});

test("a list as input is accepted, and fails on a graph whose schema expects an object", async () => {
  expect(await outcome({ input: [{ topic: "a" }] })).toBe("error");
});

test("a run that stops at an interrupt deletes its thread, unless it is kept", async () => {
  const stopping = { interrupt_before: ["review"] };
  expect(await threadAfter({ ...stopping, on_completion: "delete" })).toBe(404);
  expect(await threadAfter({ ...stopping, on_completion: "keep" })).toBe(200);
});

async function post(path: string, body: JsonObject): Promise<Response> {
  return fetch(`${url}${path}`, { method: "POST", body: JSON.stringify(body) });
}

/** How a run ends that is given what a cron's runs would be given. */
async function outcome(change: JsonObject): Promise<string> {
  const { input, interrupt_before, interrupt_after, context } = specWith(change);
  const thread = (await server.createThread()).thread_id;
  const wanted = { assistant_id: "report", input, interrupt_before, interrupt_after, context };
  await (await post(`/threads/${thread}/runs/wait`, JSON.parse(JSON.stringify(wanted)))).text();
  const [run] = await server.runs(thread, { limit: 1, offset: 0 });
  return run?.status ?? "no run";
}

/** The answer to a question for the thread that a run without one of its own has made, once the run has ended. */
async function threadAfter(change: JsonObject): Promise<number> {
  const answer = await post("/runs/wait", { assistant_id: "report", input: { topic: "a" }, ...change });
  await answer.text();
  const place = answer.headers.get("content-location") ?? answer.headers.get("location") ?? "";
  const thread = /threads\/([^/]+)/.exec(place)?.[1];
  if (thread === undefined) throw new Error(`No thread in ${place}`);
  return (await fetch(`${url}/threads/${thread}`)).status;
}
