import { afterAll, beforeAll, describe } from "vitest";
import { type RunningAgentServer, startAgentServer } from "../../support/agentServer";
import { firingGraphs } from "../../support/firingGraphs";
import { testForm } from "../../support/testForm";
import { testRuns } from "../../support/testRuns";
import { openTestServer } from "../../support/testServer";
import { testTries } from "../../support/testTries";

let running: RunningAgentServer;
beforeAll(async () => {
  running = await startAgentServer({ name: "runs", graphs: firingGraphs, jobs: 20 });
});
afterAll(() => running.stop());

describe("an Agent Server in memory", () => {
  testRuns(() => openTestServer(running.url), {
    startsBy: "request",
    waiting: "success",
    keyError: "KeyError",
    threadsTell: true,
    runsTell: true,
    keepsResult: false,
    joinsEarlier: "the thread's",
    refusesEnded: true,
    rollback: "removes the run",
    streamedMessage: "'topic'",
    streamsEnded: false,
    metrics: true,
    missingStates: false,
    goneThread: "notFound",
  });
  testTries(() => openTestServer(running.url), { startsBy: "request", keyError: "KeyError", marksRuns: true });
  testForm(() => running.url, "secondsLast");
});
