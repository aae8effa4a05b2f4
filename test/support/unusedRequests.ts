import type { AgentServer } from "../../src/core/server/agentServer";

const unused = () => Promise.reject(new Error("not part of this server"));

/** What servers don't need that tell only of crons and locks. */
export const unusedRequests = {
  searchThreads: unused,
  countThreads: unused,
  createThread: unused,
  searchAssistants: unused,
  graphNodes: unused,
  schemas: unused,
  createRun: unused,
  runs: unused,
  getRun: unused,
  joinRun: unused,
  cancelRun: unused,
  streamRun: unused,
  resumeRun: unused,
  runState: unused,
  threadState: unused,
  threadHistory: unused,
  metrics: unused,
} satisfies Partial<AgentServer>;
