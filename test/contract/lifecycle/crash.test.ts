import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CronArguments } from "../../../src/core/arguments/cronArguments";
import { type Clock, systemClock } from "../../../src/core/base/clock";
import { finishOpenSubmissions } from "../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { sweepCopies } from "../../../src/core/lifecycle/finish/sweepCopies";
import { submitCron } from "../../../src/core/lifecycle/submit/submitCron";
import type { Cron } from "../../../src/core/server/cron";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { createFileJournal } from "../../../src/node/fileJournal";
import { agentServerUrl } from "../../support/agentServerUrl";
import { answering } from "../../support/answering";
import { expectNoCanary } from "../../support/canary";
import type { CrashOrder } from "../../support/crashingSubmit";
import { memoryJournal } from "../../support/memoryJournal";
import { inParallel, openTestServer } from "../../support/testServer";

const width = 4;
const run = promisify(execFile);
const server = openTestServer(agentServerUrl());
const yearly: CronArguments = { thread_id: null, assistant_id: "heartbeat", schedule: "0 0 1 1 *" };
const made = new Set<string>();
let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-crash-"));
  program = join(folder, "crashingSubmit.mjs");
  const entryPoints = [new URL("../../support/crashingSubmit.ts", import.meta.url).pathname];
  await build({
    entryPoints,
    outfile: program,
    bundle: true,
    platform: "neutral",
    format: "esm",
    mainFields: ["module", "main"],
    conditions: ["import"],
    alias: { ofetch: "./node_modules/ofetch/dist/index.mjs" },
    external: ["node:*"],
  });
});

afterAll(async () => {
  await inParallel([...made], width, async (id) => void (await server.deleteCron(id)));
  expectNoCanary(folder);
  await rm(folder, { recursive: true, force: true });
});

/** One way through the sequence; `before` prepares the server. */
interface Scenario {
  readonly title: string;
  readonly order: Partial<CrashOrder>;
  readonly named: boolean;
  readonly before?: (order: CrashOrder) => Promise<void>;
  /** Where it dies before anything was made: is nothing there a good end? */
  readonly mayBeNone: boolean;
}

const scenarios: readonly Scenario[] = [
  { title: "a new cron", order: {}, named: false, mayBeNone: true },
  { title: "a new cron of a spec", order: {}, named: true, mayBeNone: true },
  { title: "a new cron whose answer is lost", order: { lostAnswers: 1 }, named: true, mayBeNone: true },
  {
    title: "a cron that must be recreated",
    order: {},
    named: true,
    before: submitOther,
    mayBeNone: false,
  },
  {
    title: "the finishing of a submission that died",
    order: { act: "finish" },
    named: true,
    before: dieAfterCreate,
    mayBeNone: false,
  },
];

test.each(scenarios)("killed at any step of $title, it converges at the next start", async (scenario) => {
  const points = Number((await crashAt(scenario, 0)).output);
  expect(points).toBeGreaterThan(6);
  const attempts = Array.from({ length: points }, (_, index) => 1 + index);
  await inParallel(attempts, width, async (dieAt) => {
    const { order, killed } = await crashAt(scenario, dieAt);
    expect(killed, `died at ${dieAt}`).toBe(true);
    await expectConverged(scenario, order, `died at ${dieAt} of ${points}`);
  });
  console.info(`${scenario.title}: ${points} points, ${attempts.length} crashes`);
});

async function crashAt(scenario: Scenario, dieAt: number) {
  const submission = randomUUID();
  const order: CrashOrder = {
    act: "submit",
    url: agentServerUrl(),
    folder: join(folder, submission),
    submission,
    name: scenario.named ? `crash-${submission}` : null,
    arguments: yearly,
    lostAnswers: 0,
    dieAt,
    ...scenario.order,
  };
  await scenario.before?.(order);
  const { output, killed } = await runChild(order);
  for (const cron of await cronsOf(order)) made.add(cron.cron_id);
  return { order, output, killed };
}

async function runChild(order: CrashOrder): Promise<{ readonly output: string; readonly killed: boolean }> {
  try {
    const { stdout } = await run(process.execPath, [program, JSON.stringify(order)]);
    return { output: stdout, killed: false };
  } catch (failure) {
    if (failure instanceof Error && "signal" in failure && failure.signal === "SIGKILL")
      return { output: "", killed: true };
    throw failure;
  }
}

async function expectConverged(scenario: Scenario, order: CrashOrder, message: string): Promise<void> {
  const enabled = (crons: readonly Cron[]) => crons.filter((cron) => cron.enabled).length;
  expect(enabled(await cronsOf(order)), `${message}, before the start`).toBeLessThanOrEqual(1);
  const journal = createFileJournal(order.folder);
  // Twice: at once, and when a create that is still under way would long have been carried out.
  for (const lateness of [0, 11 * 60_000]) {
    // Nothing of a dead process is under way on this machine, so the waits for that are cut short.
    const sleep: Clock["sleep"] = (milliseconds) => systemClock.sleep(milliseconds / 50);
    const clock: Clock = { sleep, now: () => Date.now() + lateness };
    const waits = { clock, doubtMilliseconds: 50 };
    await finishOpenSubmissions({ server, serverKey: "crash", journal, isAlive: () => false, ...waits });
    await sweepCopies(server, await cronsOf(order));
  }
  const crons = await cronsOf(order);
  for (const cron of crons) made.add(cron.cron_id);
  expect(await journal.entries(), message).toEqual([]);
  expect(enabled(crons), message).toBe(crons.length);
  if (!scenario.mayBeNone || crons.length > 0) expect(crons.length, message).toBe(1);
}

/** The crons that the scenario has to do with, of whichever submission. */
async function cronsOf({ submission, name }: CrashOrder): Promise<readonly Cron[]> {
  const marks = [{ [metadataKeys.submission]: submission }, ...(name === null ? [] : [{ [metadataKeys.name]: name }])];
  const found = await Promise.all(marks.map((metadata) => server.searchCrons({ metadata, limit: 100, offset: 0 })));
  return [...new Map(found.flat().map((cron) => [cron.cron_id, cron])).values()];
}

/** The same spec as it stood before: no PATCH turns its cron into what is submitted next. */
async function submitOther({ name }: CrashOrder): Promise<void> {
  const before = { ...yearly, input: { messages: [] } };
  const journal = memoryJournal();
  await submitCron({
    server,
    serverKey: "crash",
    arguments: before,
    name,
    journal,
    clock: systemClock,
    newSubmission: randomUUID,
    doubtMilliseconds: 100,
    confirm: answering(),
  });
}

/** A paused cron, a copy of it, and a journal entry, as a submission leaves them that dies once it has created. */
async function dieAfterCreate({ folder, submission, name }: CrashOrder): Promise<void> {
  const { schedule } = yearly;
  const entry = { submission, server: "crash", begunAt: Date.now(), enabled: true, schedule, timezone: null, name };
  await createFileJournal(folder).write(entry);
  const metadata = { [metadataKeys.submission]: submission };
  for (let copy = 0; copy < 2; copy += 1) {
    await server.createCron(createRequest({ ...yearly, metadata, enabled: false }, { name }));
  }
}
