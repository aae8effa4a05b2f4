import { metrics } from "./metrics";
import { cancelRun, getRun, joinRun, resumeRun } from "./oneRun";
import { runState, threadHistory, threadState } from "./stateRequests";
import { streamRun } from "./streamRun";

/** Requests that only a person who looks at runs needs: one file, loaded with the first of them. */
export const runFacts = {
  cancelRun,
  getRun,
  joinRun,
  metrics,
  resumeRun,
  runState,
  streamRun,
  threadHistory,
  threadState,
};
