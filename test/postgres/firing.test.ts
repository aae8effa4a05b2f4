import { inject, test } from "vitest";
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

test.concurrent("one metadata key that newer servers drop is kept, and makes runs fail", async ({
  expect,
  onTestFinished,
}) => {
  const trial = await trials.start({ metadata: { run_id: "ours", counters_since_delta_snapshot: "ours" } });
  onTestFinished(() => trials.remove(trial));
  expect(trial.findings).toEqual(["spec.reserved-metadata", "spec.reserved-metadata"]);
  expect({ ...trial.cron.metadata }).toEqual({ counters_since_delta_snapshot: "ours" });
  const runs = await trials.untilEnded(trial, 3);
  // Newest first; the first of all has no checkpoint before it that could be misread.
  expect(runs.slice(0, -1).map(({ status }) => status)).toEqual(runs.slice(0, -1).map(() => "error"));
  expect((await trials.thread(trial)).error?.error).toBe("ValueError");
});
