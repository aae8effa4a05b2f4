import { afterAll, describe, expect, inject, test } from "vitest";
import { pauseCron } from "../../src/core/lifecycle/setEnabled";
import type { CronArguments } from "../../src/core/spec/cronArguments";
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
  return { cron, ended };
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
  ])("runs again and again, and well: %s", async (_, change) => {
    const { ended } = await start(change);
    await expect.poll(async () => (await ended()).length, patience).toBeGreaterThanOrEqual(2);
    expect(new Set((await ended()).map(({ status }) => status))).toEqual(new Set(["success"]));
  });

  test.concurrent("rests while it is paused", async () => {
    const { cron, ended } = await start({});
    await expect.poll(async () => (await ended()).length, patience).toBeGreaterThanOrEqual(1);
    await pauseCron(server, cron.cron_id);
    const other = await start({});
    // What was under way when it was paused has come to its end by then.
    await expect.poll(async () => (await other.ended()).length, patience).toBeGreaterThanOrEqual(1);
    const { next_run_date } = await server.getCron(cron.cron_id);
    await expect.poll(async () => (await other.ended()).length, patience).toBeGreaterThanOrEqual(3);
    expect(await server.getCron(cron.cron_id)).toMatchObject({ enabled: false, next_run_date });
  });
});
