import { inject } from "vitest";
import { cronTrials } from "../support/cronTrials";
import { firingFacts, testFiringFacts } from "../support/firingFacts";

const trials = cronTrials(inject("postgresServerUrl"));

/** Agent Server 0.11.1: older than the work-around for `context`. */
testFiringFacts(
  () => trials,
  [
    ...firingFacts,
    {
      title: "with “context”",
      change: { context: { team: "red" } },
      code: "spec.context-never-runs",
      becomes: "never runs",
    },
  ],
);
