import { inject } from "vitest";
import { testForm } from "../support/testForm";
import { testRuns } from "../support/testRuns";
import { openTestServer } from "../support/testServer";
import { testTries } from "../support/testTries";

testRuns(() => openTestServer(inject("aegraUrl")), {
  startsBy: "request",
  waiting: "interrupted",
  keyError: "Error",
  threadsTell: false,
  runsTell: false,
  keepsResult: true,
  joinsEarlier: "the run's",
  refusesEnded: false,
  rollback: "refused",
  streamedMessage: "KeyError: execution failed",
  streamsEnded: false,
  metrics: false,
  missingStates: false,
  goneThread: "no runs",
});

testTries(() => openTestServer(inject("aegraUrl")), { startsBy: "request", keyError: "Error", marksRuns: false });

testForm(() => inject("aegraUrl"), "secondsFirst");
