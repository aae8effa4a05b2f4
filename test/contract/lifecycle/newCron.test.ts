import { afterEach, describe, expect, test } from "vitest";
import type { SubmissionStep } from "../../../src/core/lifecycle/submission/submissionSteps";
import { problemOf } from "../../support/failureOf";
import { markedCrons } from "../../support/markedCrons";
import { memoryJournal } from "../../support/memoryJournal";

const { server, marked, ours, deleteOurs, submit, altered } = markedCrons();

afterEach(deleteOurs);

describe("a new cron", () => {
  test("is created paused, compared, and switched on", async () => {
    const steps: SubmissionStep[] = [];
    const journal = memoryJournal();
    const outcome = await submit({
      arguments: marked({ timezone: "Europe/Berlin" }),
      journal,
      onProgress: ({ step }) => steps.push(step),
    });
    expect(outcome).toMatchObject({
      kind: "created",
      pausedFirst: true,
      cron: { enabled: true, timezone: "Europe/Berlin" },
    });
    expect(steps).toEqual(["creating", "comparing", "switchingOn"]);
    expect(await ours()).toMatchObject([{ enabled: true }]);
    expect(await journal.entries()).toEqual([]);
  });

  test("stays paused if the arguments say so", async () => {
    expect(await submit({ arguments: marked({ enabled: false }) })).toMatchObject({
      kind: "created",
      cron: { enabled: false },
    });
  });

  test("stays paused if the server reads the schedule differently", async () => {
    const outcome = await submit({
      server: altered({
        createCron: async (request) => ({
          ...(await server.createCron(request)),
          next_run_date: "2031-01-01T00:00:00+00:00",
        }),
      }),
    });
    expect(outcome).toMatchObject({
      kind: "mismatch",
      left: "paused",
      mismatches: [{ what: "next_run_date", got: "2031-01-01T00:00:00+00:00" }],
    });
    expect(await ours()).toMatchObject([{ enabled: false }]);
  });

  test("does not exist if the server refuses it, and the refusal is passed on", async () => {
    const journal = memoryJournal();
    const call = submit({ arguments: marked({ assistant_id: "nope" }), journal });
    expect(await problemOf(call)).toMatchObject({ kind: "rejected", parameter: "assistant_id" });
    expect([await ours(), await journal.entries()]).toEqual([[], []]);
  });

  test("of a form is a new one each time; `enabled` and a thread are kept", async () => {
    const { thread_id } = await server.createThread();
    await submit({ arguments: marked({ thread_id }) });
    await submit({ arguments: marked({ thread_id }) });
    expect((await ours()).map((cron) => cron.thread_id)).toEqual([thread_id, thread_id]);
  });
});
