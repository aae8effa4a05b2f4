import { afterEach, describe, expect, test } from "vitest";
import { runNow } from "../../../src/core/lifecycle/actions/runNow";
import type { Run } from "../../../src/core/server/cron";
import { problemOf } from "../../support/failureOf";
import { markedCrons } from "../../support/markedCrons";

const { server, marked, deleteOurs, submit } = markedCrons();

afterEach(deleteOurs);

async function cronIdOf(made: ReturnType<typeof submit>): Promise<string> {
  const outcome = await made;
  if (!("cron" in outcome)) throw new Error(outcome.kind);
  return outcome.cron.cron_id;
}

async function endOf(threadId: string, { run_id }: Run): Promise<Run> {
  for (;;) {
    const run = (await server.runs(threadId, { limit: 10, offset: 0 })).find((each) => each.run_id === run_id);
    if (run !== undefined && run.status !== "pending" && run.status !== "running") return run;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe("a run by hand", () => {
  test("is the cron's own on its thread, gets its input, and leaves the cron as it is", async () => {
    const { thread_id } = await server.createThread();
    const config = { tags: ["a"], configurable: { model: "x" } };
    const id = await cronIdOf(submit({ arguments: marked({ thread_id, input: {}, config, enabled: false }) }));
    const before = await server.getCron(id);
    const run = await runNow(server, id);
    expect(run).toMatchObject({ thread_id, cron_id: id });
    expect(await endOf(thread_id, run)).toMatchObject({ status: "success", cron_id: id });
    expect(await server.getCron(id)).toEqual(before);
  });

  test("with a context is identified as the cron's by its mark, since the server accepts no cron id with one", async () => {
    const { thread_id } = await server.createThread();
    const context = { model: "x" };
    const id = await cronIdOf(submit({ arguments: marked({ thread_id, input: {}, context, enabled: false }) }));
    expect(await endOf(thread_id, await runNow(server, id))).toMatchObject({ status: "success", cron_id: id });
  });

  test("of a cron without a thread creates its own thread, which is kept if the cron's are", async () => {
    const keep = marked({ input: {}, on_run_completed: "keep", enabled: false });
    const id = await cronIdOf(submit({ arguments: keep }));
    const run = await runNow(server, id);
    expect(run.cron_id).toBe(id);
    expect(await endOf(run.thread_id, run)).toMatchObject({ status: "success" });
  });

  test("waits on a busy thread as the cron's runs do", async () => {
    const { thread_id } = await server.createThread();
    const id = await cronIdOf(submit({ arguments: marked({ thread_id, input: {}, enabled: false }) }));
    const runs = [await runNow(server, id), await runNow(server, id), await runNow(server, id)];
    for (const run of runs) expect(await endOf(thread_id, run)).toMatchObject({ status: "success" });
  });

  test("of a deleted cron is refused", async () => {
    const id = await cronIdOf(submit({ arguments: marked({ enabled: false }) }));
    await server.deleteCron(id);
    expect((await problemOf(runNow(server, id))).kind).toBe("notFound");
  });
});
