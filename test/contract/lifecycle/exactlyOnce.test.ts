import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { type Clock, systemClock } from "../../../src/core/base/clock";
import { finishOpenSubmissions } from "../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { sweepCopies } from "../../../src/core/lifecycle/finish/sweepCopies";
import type { SubmitOutcome } from "../../../src/core/lifecycle/submission/submission";
import { submitCron } from "../../../src/core/lifecycle/submit/submitCron";
import type { Cron } from "../../../src/core/server/cron";
import { createAgentServer } from "../../../src/core/server/httpAgentServer";
import { ServerFailure } from "../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { agentServerUrl } from "../../support/agentServerUrl";
import { answering } from "../../support/answering";
import { canaryKey } from "../../support/canary";
import { type Fault, type FaultProxy, startFaultProxy } from "../../support/faultProxy";
import { memoryJournal } from "../../support/memoryJournal";
import { seededRandom } from "../../support/seededRandom";
import { inParallel, openTestServer } from "../../support/testServer";

interface Network {
  readonly title: string;
  readonly submits: number;
  /** A late request is carried out this long after it was sent; its client has given up by then. */
  readonly lateMilliseconds: number;
  /** How long a submit waits after doubt before it looks. */
  readonly doubtMilliseconds: number;
  readonly seed: number;
}

const width = 24;
const timeoutMilliseconds = 1_000;
const networks: readonly Network[] = [
  { title: "fails half the time", submits: 400, lateMilliseconds: 1_150, doubtMilliseconds: 700, seed: 20_261_122 },
  {
    title: "fails half the time and carries out creates long after anybody waits for them",
    submits: 100,
    lateMilliseconds: 3_000,
    doubtMilliseconds: 300,
    seed: 20_261_123,
  },
];

/** Half of all requests fail, in the shares of the experiment behind the safe create. */
const shares: readonly (readonly [Fault, number])[] = [
  ["drop", 0.12],
  ["reset", 0.13],
  ["late", 0.13],
  ["busy", 0.12],
];

/** A submit ends in an error where three creates came to nothing, or three requests for its lock. */
const mostFailed = 1 - (1 - shares.reduce((sum, [, share]) => sum + share, 0) ** 3) ** 2;

function faultOf(share: number): Fault {
  let rest = share;
  for (const [fault, part] of shares) {
    if (rest < part) return fault;
    rest -= part;
  }
  return "none";
}

/** Pauses between tries are shortened; the wait after doubt is the network's own. */
function hurriedClock(doubtMilliseconds: number): Clock {
  return {
    now: systemClock.now,
    sleep: (milliseconds, signal) =>
      systemClock.sleep(milliseconds === doubtMilliseconds ? milliseconds : milliseconds / 5, signal),
  };
}

const direct = openTestServer(agentServerUrl());
const keys = new Set<string>();
const proxies: FaultProxy[] = [];
const elevenMinutes = 11 * 60_000;
const submissionOf = (cron: Cron) => String(cron.metadata[metadataKeys.submission]);
const switchedOn = (crons: readonly Cron[]) =>
  crons
    .filter(({ enabled }) => enabled)
    .map(submissionOf)
    .sort();
const ours = async () => (await direct.allCrons()).filter((cron) => keys.has(submissionOf(cron)));

afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.close();
  await inParallel(await ours(), 8, async (cron) => void (await direct.deleteCron(cron.cron_id)));
  keys.clear();
});

test.each(networks)(
  "$submits submits through a network that $title leave the same number of crons, each switched on once",
  async (network) => {
    const { submits, doubtMilliseconds, seed } = network;
    const random = seededRandom(seed);
    const target = agentServerUrl();
    const proxy = await startFaultProxy({ ...network, target, fault: () => faultOf(random()) });
    proxies.push(proxy);
    const clock = hurriedClock(doubtMilliseconds);
    const connection = { baseUrl: proxy.url, headers: {}, apiKey: canaryKey, timeoutMilliseconds };
    const server = createAgentServer({ ...connection, clock, random: seededRandom(seed + 1) });
    const journal = memoryJournal();
    const begun = performance.now();
    const ends = new Map<string, SubmitOutcome["kind"] | ServerFailure>();
    await inParallel(
      Array.from({ length: submits }, (_, index) => index),
      width,
      async (index) => {
        const submission = randomUUID();
        keys.add(submission);
        const end = submitCron({
          server,
          serverKey: "contract",
          arguments: { thread_id: null, assistant_id: "heartbeat", schedule: "0 0 1 1 *", timezone: "Europe/Berlin" },
          name: index % 2 === 0 ? null : `exactly-once-${submission}`,
          journal,
          clock,
          newSubmission: () => submission,
          doubtMilliseconds,
          confirm: answering(),
        });
        ends.set(
          submission,
          await end.then(
            ({ kind }) => kind,
            (failure: unknown) => {
              if (failure instanceof ServerFailure) return failure;
              throw failure;
            },
          ),
        );
      },
    );
    const seconds = (performance.now() - begun) / 1000;
    await proxy.settled();

    const found = await ours();
    const faults = [...proxy.counts].map(([fault, count]) => `${fault} ${count}`).join(", ");
    const [created, open, failed] = ["created", "open", "failed"].map((wanted) =>
      [...ends].filter(([, end]) => (end instanceof ServerFailure ? "failed" : end) === wanted).map(([key]) => key),
    ) as [string[], string[], string[]];
    const told = `${created.length} created, ${open.length} open, ${failed.length} failed`;
    console.info(`seed ${seed}: ${seconds.toFixed(1)} s, ${faults}; ${told}; ${found.length} crons before the refresh`);
    expect(created.length + open.length + failed.length).toBe(submits);
    expect(failed.length).toBeLessThan(submits * mostFailed);
    expect(switchedOn(found).filter((key) => created.includes(key))).toEqual(created.sort());

    // Once at the next refresh, and once when nothing can come any more.
    for (const now of [systemClock.now, () => systemClock.now() + elevenMinutes]) {
      await finishOpenSubmissions({
        server: direct,
        serverKey: "contract",
        journal,
        clock: { ...clock, now },
        doubtMilliseconds,
      });
    }
    expect(await journal.entries()).toEqual([]);
    await sweepCopies(direct, await ours());
    const left = await ours();
    // Every one that was made is there once and on, and of those that failed there is nothing.
    expect([left.length, switchedOn(left)]).toEqual([created.length + open.length, [...created, ...open].sort()]);
  },
  900_000,
);
