import { metrics } from "./metrics";
import { cancelRun, getRun, joinRun } from "./oneRun";
import { runState, threadHistory, threadState } from "./stateRequests";

/** Requests that only a person who looks at runs needs: one file, loaded with the first of them. */
export const runFacts = { cancelRun, getRun, joinRun, metrics, runState, threadHistory, threadState };
