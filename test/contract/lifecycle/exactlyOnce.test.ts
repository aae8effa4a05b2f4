import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { finishOpenSubmissions } from "../../../src/core/lifecycle/finishOpenSubmissions";
import { type Clock, metadataKeys } from "../../../src/core/lifecycle/submission";
import { submitCron } from "../../../src/core/lifecycle/submitCron";
import { sweepCopies } from "../../../src/core/lifecycle/sweepCopies";
import { systemClock } from "../../../src/core/lifecycle/systemClock";
import type { Cron } from "../../../src/core/server/cron";
import { createAgentServer } from "../../../src/core/server/httpAgentServer";
import { type Fault, type FaultProxy, startFaultProxy } from "../../support/faultProxy";
import { memoryJournal } from "../../support/memoryJournal";
import { seededRandom } from "../../support/seededRandom";
import { inParallel, openTestServer } from "../../support/testServer";

const submits = 400;
const width = 24;
const timeoutMilliseconds = 1_000;
/** A late request is carried out after its client has given up, and before the client looks. */
const lateMilliseconds = 1_150;
const doubtMilliseconds = 700;
const seed = 20_261_122;

/** Half of all requests fail, in the shares of the experiment behind the safe create. */
const shares: readonly (readonly [Fault, number])[] = [
  ["drop", 0.12],
  ["reset", 0.13],
  ["late", 0.13],
  ["busy", 0.12],
];

function faultOf(share: number): Fault {
  let rest = share;
  for (const [fault, part] of shares) {
    if (rest < part) return fault;
    rest -= part;
  }
  return "none";
}

/** Pauses between tries are shortened; the wait after doubt is the test's own. */
const hurriedClock: Clock = {
  now: systemClock.now,
  sleep: (milliseconds, signal) =>
    systemClock.sleep(milliseconds === doubtMilliseconds ? milliseconds : milliseconds / 5, signal),
};

let proxy: FaultProxy;
const direct = openTestServer(inject("agentServerUrl"));
const keys = new Set<string>();
const ours = (cron: Cron) => keys.has(String(cron.metadata[metadataKeys.submission]));

beforeAll(async () => {
  const random = seededRandom(seed);
  const target = inject("agentServerUrl");
  proxy = await startFaultProxy({ target, lateMilliseconds, fault: () => faultOf(random()) });
});

afterAll(async () => {
  await proxy.close();
  await inParallel(
    (await direct.allCrons()).filter(ours),
    8,
    async (cron) => void (await direct.deleteCron(cron.cron_id)),
  );
});

test(`${submits} submits through a network that fails half the time leave ${submits} crons, each switched on once`, async () => {
  console.info(`seed ${seed}`);
  const server = createAgentServer({
    baseUrl: proxy.url,
    headers: {},
    apiKey: undefined,
    timeoutMilliseconds,
    clock: hurriedClock,
    random: seededRandom(seed + 1),
  });
  const journal = memoryJournal();
  const begun = performance.now();
  const failures: unknown[] = [];
  await inParallel(
    Array.from({ length: submits }, (_, index) => index),
    width,
    async (index) => {
      const submission = randomUUID();
      keys.add(submission);
      try {
        const outcome = await submitCron({
          server,
          serverKey: "contract",
          arguments: { thread_id: null, assistant_id: "agent", schedule: "0 0 1 1 *", timezone: "Europe/Berlin" },
          name: index % 2 === 0 ? null : `exactly-once-${submission}`,
          journal,
          clock: hurriedClock,
          newSubmission: () => submission,
          doubtMilliseconds,
        });
        expect(outcome.kind).toBe("created");
      } catch (failure) {
        failures.push(failure);
      }
    },
  );
  const seconds = (performance.now() - begun) / 1000;
  await proxy.settled();
  expect(failures).toEqual([]);

  const found = (await direct.allCrons()).filter(ours);
  const enabled = found.filter((cron) => cron.enabled).map((cron) => cron.metadata[metadataKeys.submission]);
  console.info(
    `${seconds.toFixed(1)} s, ${[...proxy.counts].map(([fault, count]) => `${fault} ${count}`).join(", ")};`,
    `${found.length - submits} paused copies before the sweep`,
  );
  expect(enabled.length).toBe(submits);
  expect(new Set(enabled).size).toBe(submits);

  await finishOpenSubmissions({ server: direct, serverKey: "contract", journal, clock: systemClock });
  expect(await journal.entries()).toEqual([]);
  await sweepCopies(direct, found);
  const swept = (await direct.allCrons()).filter(ours);
  expect(swept.length).toBe(submits);
  expect(swept.every((cron) => cron.enabled)).toBe(true);
});
