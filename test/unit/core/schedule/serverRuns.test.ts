import { expect, test } from "vitest";
import { nextRuns } from "../../../../src/core/schedule/nextRuns";
import { parseSchedule } from "../../../../src/core/schedule/parseSchedule";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import serverRuns from "../../../fixtures/serverRuns.json" with { type: "json" };

/** Answers that the server's croniter has given, which the parity tests compare with what it gives today. */
test.each(serverRuns)("$schedule in $zone from $from runs when the server runs it", (recorded) => {
  const schedule = parseSchedule(recorded.schedule, standardDialect);
  expect(schedule.ok).toBe(recorded.runs !== null);
  if (!schedule.ok) return;
  const runs = nextRuns(schedule.value, { zone: recorded.zone, from: Date.parse(recorded.from), count: 4 });
  expect(runs.map((run) => new Date(run).toISOString().replace(".000Z", "Z"))).toEqual(recorded.runs);
});
