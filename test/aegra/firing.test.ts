import { afterAll, describe, expect, inject, test, vi } from "vitest";
import type { CronArguments } from "../../src/core/arguments/cronArguments";
import { RunTable } from "../../src/core/known/runTable";
import { pauseCron } from "../../src/core/lifecycle/actions/setEnabled";
import { markedCrons } from "../support/markedCrons";

const { server, marked, deleteOurs, submit } = markedCrons(inject("aegraUrl"), "look");
const page = { limit: 100, offset: 0 };
const patience = { timeout: 60_000, interval: 250 };

afterAll(deleteOurs);

/** A cron that is due every other second, on a thread of its own. */
async function start(change: Partial<CronArguments>) {
  const { thread_id } = await server.createThread();
  const args = marked({ thread_id, schedule: "*/2 * * * * *", input: { topic: "x" }, ...change });
  const outcome = await submit({ arguments: args, dialect: "secondsFirst" });
  if (!("cron" in outcome)) throw new Error(outcome.kind);
  const { cron } = outcome;
  const ended = async () =>
    (await server.runs(thread_id, page)).filter(({ status }) => !/pending|running/.test(status));
  const untilEnded = (count: number) =>
    vi.waitFor(async () => {
      const runs = await ended();
      expect(runs.length).toBeGreaterThanOrEqual(count);
      return runs;
    }, patience);
  return { cron, untilEnded };
}

describe("a cron that was submitted", () => {
  test.concurrent.each<[string, Partial<CronArguments>]>([
    ["with an input", {}],
    ["with an empty input", { input: {} }],
    ["with a context", { context: { team: "red" } }],
    ["with a configurable", { config: { configurable: { team: "red" } } }],
    [
      "with durability, stream modes and interrupts at unknown nodes",
      {
        durability: "exit",
        stream_mode: ["updates"],
        interrupt_before: ["nobody"],
      },
    ],
  ])("keeps running successfully: %s", async (_, change) => {
    const { cron, untilEnded } = await start(change);
    const ended = await untilEnded(2);
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(["success"]));
    // Aegra does not say which cron a run is of.
    const table = new RunTable(Date.now, () => undefined);
    const { thread_id } = cron;
    table.read().add(String(thread_id), { runs: await server.runs(String(thread_id), page), offset: 0, isLast: true });
    const ids = table.of(cron)?.runs.map(({ cron_id }) => cron_id);
    expect(new Set(ids)).toEqual(new Set([undefined]));
  });

  test.concurrent("does not run while it is paused", async () => {
    const { cron, untilEnded } = await start({});
    await untilEnded(1);
    await pauseCron(server, cron.cron_id);
    const other = await start({});
    // What was under way when it was paused has come to its end by then.
    await other.untilEnded(1);
    const { next_run_date } = await server.getCron(cron.cron_id);
    await other.untilEnded(3);
    expect(await server.getCron(cron.cron_id)).toMatchObject({ enabled: false, next_run_date });
  });
});
