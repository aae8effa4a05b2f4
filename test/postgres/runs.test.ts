import { inject } from "vitest";
import { testForm } from "../support/testForm";
import { testRuns } from "../support/testRuns";
import { openTestServer } from "../support/testServer";
import { testTries } from "../support/testTries";

testRuns(() => openTestServer(inject("postgresServerUrl")), {
  startsBy: "cron",
  waiting: "success",
  keyError: "KeyError",
  threadsTell: true,
  runsTell: false,
  keepsResult: false,
  joinsEarlier: "the run's",
  refusesEnded: false,
  rollback: "ends the run",
  streamedMessage: "'topic'",
  streamsEnded: true,
  metrics: false,
  missingStates: true,
  goneThread: "notFound",
});

testTries(() => openTestServer(inject("postgresServerUrl")), {
  startsBy: "cron",
  keyError: "KeyError",
  marksRuns: true,
});

testForm(() => inject("postgresServerUrl"), "secondsLast");
