import { afterEach, describe, expect, test } from "vitest";
import type { SubmitProgress } from "../../../src/core/lifecycle/submission/submission";
import { ServerFailure } from "../../../src/core/server/problems/serverProblem";
import { answering } from "../../support/answering";
import { markedCrons } from "../../support/markedCrons";
import { memoryJournal } from "../../support/memoryJournal";

const { server, mark, marked, ours, deleteOurs, submit, altered } = markedCrons();

afterEach(deleteOurs);

describe("cancelled at", () => {
  const steps = ["looking", "creating", "comparing", "switchingOn"] as const;
  test.each(steps)("%s, before and during the request: nothing is left behind", async (step) => {
    for (const delay of [0, 5, 20]) {
      const cancel = new AbortController();
      const onProgress = (now: SubmitProgress) => {
        if (now.step !== step) return;
        if (delay === 0) cancel.abort();
        else setTimeout(() => cancel.abort(), delay);
      };
      const journal = memoryJournal();
      const outcome = await submit({ name: `cancel-${mark}`, journal, signal: cancel.signal, onProgress });
      const left = await ours();
      if (outcome.kind === "created") {
        // It was done before the signal came.
        expect(left).toMatchObject([{ enabled: true }]);
        for (const cron of left) await server.deleteCron(cron.cron_id);
      } else {
        expect(outcome).toEqual({ kind: "cancelled" });
        expect(left).toEqual([]);
      }
      expect(await journal.entries()).toEqual([]);
    }
  });

  test("the wait after doubt, with the create carried out: nothing is left", async () => {
    const cancel = new AbortController();
    const lossy = altered({
      createCron: async (request) => {
        await server.createCron(request);
        throw new ServerFailure({ kind: "timeout", milliseconds: 1 }, { method: "POST", path: request.path });
      },
    });
    const onProgress = ({ step }: SubmitProgress) => step === "waitingAfterDoubt" && cancel.abort();
    const journal = memoryJournal();
    expect(await submit({ server: lossy, journal, signal: cancel.signal, onProgress })).toEqual({ kind: "cancelled" });
    expect([await ours(), await journal.entries()]).toEqual([[], []]);
  });

  test("recreating, when the old one is already deleted: too late, it is finished", async () => {
    const name = `late-${mark}`;
    await submit({ name, arguments: marked({ input: { messages: [] } }) });
    const cancel = new AbortController();
    const onProgress = ({ step }: SubmitProgress) => step === "switchingOn" && cancel.abort();
    const outcome = await submit({ name, signal: cancel.signal, onProgress, confirm: answering({ recreate: "yes" }) });
    expect(outcome.kind).toBe("recreated");
    expect(await ours()).toMatchObject([{ enabled: true }]);
  });
});
