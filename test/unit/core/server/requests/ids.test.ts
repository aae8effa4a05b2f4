import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import { createAgentServer } from "../../../../../src/core/server/httpAgentServer";
import { runDetailWith } from "../../../../fixtures/runWith";
import { canaryKey } from "../../../../support/canary";
import { problemOf } from "../../../../support/failureOf";
import { type ScriptedServer, startScriptedServer } from "../../../../support/scriptedServer";

const known = "11111111-1111-4111-8111-111111111111";
const page = { limit: 1, offset: 0 };
const unset = { query: [], headers: {}, body: {} };

/** Every request that has the id of a cron or a thread in its path or names a new thread by it. */
const requests: readonly (readonly [string, (server: AgentServer, id: string) => Promise<unknown>])[] = [
  ["claimThread", (server, id) => server.claimThread(id, {})],
  ["getThread", (server, id) => server.getThread(id)],
  ["patchThread", (server, id) => server.patchThread(id, {})],
  ["deleteThread", (server, id) => server.deleteThread(id)],
  ["getCron", (server, id) => server.getCron(id)],
  ["patchCron", (server, id) => server.patchCron(id, { enabled: true })],
  ["deleteCron", (server, id) => server.deleteCron(id)],
  ["createCron", (server, id) => server.createCron({ ...unset, method: "POST", path: `/threads/${id}/runs/crons` })],
  ["createRun", (server, id) => server.createRun({ ...unset, method: "POST", path: `/threads/${id}/runs` })],
  ["runs", (server, id) => server.runs(id, page)],
  ["getRun", (server, id) => server.getRun(id, known)],
  ["getRun, the run", (server, id) => server.getRun(known, id)],
  ["joinRun", (server, id) => server.joinRun(id, known)],
  ["joinRun, the run", (server, id) => server.joinRun(known, id)],
  ["cancelRun", (server, id) => server.cancelRun(id, known, "interrupt")],
  ["cancelRun, the run", (server, id) => server.cancelRun(known, id, "interrupt")],
  ["streamRun", (server, id) => server.streamRun(id, known, () => undefined)],
  ["streamRun, the run", (server, id) => server.streamRun(known, id, () => undefined)],
  ["resumeRun", (server, id) => server.resumeRun(runDetailWith({ thread_id: id }), null)],
  ["runState", (server, id) => server.runState(id, known)],
  ["runState, the run", (server, id) => server.runState(known, id)],
  ["threadState", (server, id) => server.threadState(id)],
  ["threadHistory", (server, id) => server.threadHistory(id, { limit: 1 })],
];

describe("An invalid id is sent to no server, in any request", () => {
  let scripted: ScriptedServer;
  beforeAll(async () => {
    scripted = await startScriptedServer((_request, response) => void response.writeHead(200).end("{}"));
  });
  afterAll(() => scripted.close());

  test.each(requests)("%s", async (_name, run) => {
    const server = createAgentServer({
      baseUrl: scripted.url,
      headers: {},
      apiKey: canaryKey,
      timeoutMilliseconds: 5_000,
    });
    for (const id of ["", ".", "..", "../runs", "x", "x%2Fruns", "11111111-1111-4111-8111-11111111111?"]) {
      expect([id, await problemOf(run(server, id))]).toMatchObject([id, { kind: "rejected", status: 0 }]);
    }
    // Some ask first which version the server is.
    expect(scripted.seen.filter(({ path }) => path !== "/info")).toEqual([]);
  });
});
