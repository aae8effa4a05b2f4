import { afterAll, beforeAll } from "vitest";
import { type RunningAgentServer, startAgentServer } from "../support/agentServer";
import { type CronTrials, cronTrials } from "../support/cronTrials";
import { firingGraphs, quickScheduler } from "../support/firingGraphs";
import { testHealthWords } from "../support/testHealthWords";

/** A server of its own, so that its scheduler is busy with nothing else. */
let agentServer: RunningAgentServer;
let trials: CronTrials;

beforeAll(async () => {
  agentServer = await startAgentServer({ name: "health", graphs: firingGraphs, jobs: 10, env: quickScheduler });
  trials = cronTrials(agentServer.url, { onLoopback: true });
});

afterAll(() => agentServer.stop());

testHealthWords(
  () => agentServer.url,
  () => trials,
  { isAlone: true },
);
