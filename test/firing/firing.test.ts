import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reservedMetadata } from "../../src/core/server/stored/reservedMetadata";
import { type RunningAgentServer, startAgentServer } from "../support/agentServer";
import { type CronTrials, cronTrials } from "../support/cronTrials";
import { firingFacts, testFiringFacts } from "../support/firingFacts";
import { firingGraphs, quickScheduler } from "../support/firingGraphs";
import { healthByCron } from "../support/healthByCron";

/** A server of its own: one of these facts is that a cron can stop all others. */
let agentServer: RunningAgentServer;
let trials: CronTrials;

beforeAll(async () => {
  agentServer = await startAgentServer({ name: "firing", graphs: firingGraphs, jobs: 10, env: quickScheduler });
  trials = cronTrials(agentServer.url, { onLoopback: true });
});

afterAll(() => agentServer.stop());

testFiringFacts(
  () => trials,
  [...firingFacts, { title: "with “context”", change: { context: { team: "red" } }, code: null, becomes: "runs" }],
);

test.concurrent("a run sees its cron's context", async ({ expect, onTestFinished }) => {
  const trial = await trials.start({ context: { team: "red" } });
  onTestFinished(() => trials.remove(trial));
  await trials.untilEnded(trial, 1);
  expect((await trials.thread(trial)).values).toHaveProperty("seen.context", { team: "red" });
});

test.concurrent("a header reaches a run that is started with it, but no run of a cron", async ({
  expect,
  onTestFinished,
}) => {
  // The one that goes on to runs whatever the server's own settings say.
  const name = "langsmith-trace";
  const trace = "20260101T000000000000Z00000000-0000-4000-8000-000000000000";
  const trial = await trials.start({ headers: { [name]: trace } });
  onTestFinished(() => trials.remove(trial));
  await trials.untilEnded(trial, 1);
  expect((await trials.thread(trial)).values).toHaveProperty("seen.configurable", expect.not.arrayContaining([name]));
  const answer = await fetch(`${agentServer.url}/runs/wait`, {
    method: "POST",
    headers: { [name]: trace },
    body: JSON.stringify({ assistant_id: "look", input: {} }),
  });
  expect(await answer.json()).toHaveProperty("seen.configurable", expect.arrayContaining([name]));
});

test.concurrent("reserved metadata is removed from the cron and from its runs", async ({ expect, onTestFinished }) => {
  const metadata = Object.fromEntries(reservedMetadata.map((key) => [key, "ours"]));
  const trial = await trials.start({ metadata: { ...metadata, team: "red" } });
  onTestFinished(() => trials.remove(trial));
  expect(new Set(trial.findings)).toEqual(new Set(["spec.reserved-metadata"]));
  expect({ ...trial.cron.metadata }).toEqual({ team: "red" });
  await trials.untilEnded(trial, 2);
  const runs: readonly { readonly metadata: object }[] = await (
    await fetch(`${agentServer.url}/threads/${trial.threadId}/runs`)
  ).json();
  for (const run of runs) {
    expect(run.metadata).toHaveProperty("team", "red");
    expect(Object.values(run.metadata)).not.toContain("ours");
  }
});

/** After the others, and one by one: from here on they stop each other. */
test("runs that pile up on one thread delay those of all others", async () => {
  const busy = await trials.start({ assistant_id: "slow" });
  await trials.untilRuns(busy, 1);
  // As many as the server runs at a time, waiting for the one that is on: those of ten more ticks.
  await trials.addRuns(busy, 10);
  const other = await trials.start();
  await trials.untilRuns(other, 3);
  expect(new Set((await trials.runs(other)).map(({ status }) => status))).toEqual(new Set(["pending"]));
  await trials.remove(busy);
  await trials.untilEnded(other, 1);
  await trials.remove(other);
});

/** One second of one day, in UTC: soon enough to wait for, and far enough to be still to come once it is sent. */
function soon(): { readonly fields: string; readonly year: number } {
  const at = new Date(Date.now() + 6_000);
  const day = `${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`;
  return { fields: `${day} ${at.getUTCSeconds()}`, year: at.getUTCFullYear() };
}

describe("a schedule for one point in time", () => {
  test("with a year starts at each check once it is over, and crons created after it don't run, until it is paused", async () => {
    const before = await trials.start();
    const { fields, year } = soon();
    const ending = await trials.start({ schedule: `${fields} ${year}` });
    const after = await trials.start();
    expect(ending.findings).toContain("schedule.comes-to-end");
    expect(healthByCron(ending.cron).kind).toBe("scheduled");
    await trials.untilRuns(ending, 5);
    const listed = await trials.read(ending);
    expect(listed.next_run_date).toBe(ending.cron.next_run_date);
    expect(healthByCron(listed).kind).toBe("endless");
    const had = (await trials.runs(after)).length;
    await trials.untilRuns(ending, 8);
    expect(await trials.runs(after)).toHaveLength(had);
    await trials.pause(ending);
    await trials.untilRuns(after, had + 1);
    await trials.remove(before, ending, after);
  });

  test("without a year runs once, and then waits for the next year", async () => {
    const { fields, year } = soon();
    const yearly = await trials.start({ schedule: fields });
    expect(yearly.findings).not.toContain("schedule.comes-to-end");
    await trials.untilRuns(yearly, 1);
    await trials.untilOthersRan();
    await trials.untilOthersRan();
    expect(await trials.runs(yearly)).toHaveLength(1);
    expect((await trials.read(yearly)).next_run_date).toContain(`${year + 1}-`);
    await trials.remove(yearly);
  });
});

describe("a cron with an end", () => {
  const startBetween = async (end_time: string, enabled: boolean) => {
    const before = await trials.start();
    const ending = await trials.start({ end_time, enabled });
    const after = await trials.start();
    await trials.untilEnded(before, 3);
    return { before, ending, after };
  };

  test.each([
    ["to come", "2999-01-01T00:00:00Z", "spec.end-stops-scheduler"],
    ["that has passed", "2020-01-01T00:00:00Z", "spec.end-in-the-past"],
  ])("%s stops the crons created after it, until it is paused", async (_, end_time, code) => {
    const { before, ending, after } = await startBetween(end_time, true);
    expect(ending.findings).toEqual([code]);
    expect(await trials.runs(ending)).toEqual([]);
    expect(await trials.runs(after)).toEqual([]);
    await trials.pause(ending);
    await trials.untilEnded(after, 1);
    await trials.remove(before, ending, after);
  });

  test("stops no others while it is paused", async () => {
    const { before, ending, after } = await startBetween("2999-01-01T00:00:00Z", false);
    expect(ending.findings).toEqual([]);
    await trials.untilEnded(after, 1);
    await trials.remove(before, ending, after);
  });
});
