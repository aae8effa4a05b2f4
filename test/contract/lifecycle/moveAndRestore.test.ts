import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../../src/core/base/clock";
import { type MoveOptions, moveCron } from "../../../src/core/lifecycle/actions/moveCron";
import { restoreCron } from "../../../src/core/lifecycle/actions/restoreCron";
import { runNow } from "../../../src/core/lifecycle/actions/runNow";
import { resumeCron } from "../../../src/core/lifecycle/actions/setEnabled";
import { finishOpenSubmissions } from "../../../src/core/lifecycle/finish/finishOpenSubmissions";
import type { Cron } from "../../../src/core/server/cron";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { markedCrons } from "../../support/markedCrons";
import { memoryJournal } from "../../support/memoryJournal";

const { server, mark, marked, ours, deleteOurs, submit, altered } = markedCrons();

afterEach(deleteOurs);

const common = () => ({
  server,
  serverKey: "here",
  journal: memoryJournal(),
  clock: systemClock,
  newSubmission: randomUUID,
  doubtMilliseconds: 200,
  confirm: async () => "no" as const,
});
const script = (change: Parameters<typeof marked>[0] = {}) =>
  server.createCron(createRequest(marked(change), { name: null }));
const spec = async (change: Parameters<typeof marked>[0] = {}) => {
  const outcome = await submit({ arguments: marked(change), name: `spec ${mark}` });
  if (!("cron" in outcome)) throw new Error(outcome.kind);
  return outcome.cron;
};
const move = (cron: Cron, change: Partial<MoveOptions> & Pick<MoveOptions, "target">) =>
  moveCron({ ...common(), cron, ...change });

/** All that a cron was made with, and what a server and we add to it left out. */
function content({
  assistant_id,
  enabled,
  end_time,
  metadata,
  on_run_completed,
  payload,
  schedule,
  thread_id,
  timezone,
}: Cron) {
  const { config, enabled: _switched, metadata: _copy, ...rest } = payload ?? {};
  const { cron_id: _id, ...configurable } = ((config as { configurable?: object })?.configurable ?? {}) as Record<
    string,
    unknown
  >;
  const foreign = Object.entries(metadata).filter(([key]) => !key.startsWith("langgraph_crons_"));
  return {
    ...{ assistant_id, enabled, end_time, on_run_completed, schedule, thread_id, timezone },
    ...{ metadata: Object.fromEntries(foreign), config: { ...(config as object), configurable }, rest },
  };
}

const everything = {
  input: { topic: "x" },
  timezone: "Europe/Berlin",
  config: { tags: ["a"], recursion_limit: 7, configurable: { model: "m" } },
  interrupt_before: "*",
  webhook: "http://10.0.0.1/hook",
  multitask_strategy: "interrupt",
  stream_mode: ["values", "updates"],
  stream_subgraphs: true,
  stream_resumable: true,
  durability: "sync",
} as const;

describe("a deleted cron", () => {
  test.each([
    ["of a script", () => script({ ...everything })],
    ["of a script, without a thread, kept", () => script({ ...everything, on_run_completed: "keep" })],
    ["of a spec", () => spec({ ...everything })],
    ["that is paused", () => spec({ ...everything, enabled: false })],
  ])("%s is made again as it was, but for its id", async (_what, make) => {
    const cron = await server.getCron((await make()).cron_id);
    await server.deleteCron(cron.cron_id);
    const outcome = await restoreCron({ ...common(), cron, wasThere: () => false });
    expect(outcome).toMatchObject({ kind: "created", notTaken: [] });
    const [back, ...others] = await ours();
    expect([others, back?.cron_id === cron.cron_id]).toEqual([[], false]);
    expect(content(await server.getCron(back?.cron_id ?? ""))).toEqual(content(cron));
  });

  test("of a spec is in sync with it again", async () => {
    const cron = await server.getCron((await spec()).cron_id);
    await server.deleteCron(cron.cron_id);
    await restoreCron({ ...common(), cron, wasThere: () => false });
    expect(await submit({ arguments: marked(), name: `spec ${mark}` })).toMatchObject({ kind: "unchanged" });
  });

  test.each([
    ["with a name", () => spec(), () => spec()],
    ["without a name", () => script(), () => script()],
  ])("%s that was made again meanwhile is not made twice, nor by several undos at once", async (_what, make, again) => {
    const cron = await server.getCron((await make()).cron_id);
    await server.deleteCron(cron.cron_id);
    await again();
    const restoring = () => restoreCron({ ...common(), cron, wasThere: () => false });
    const outcomes = await Promise.all([restoring(), restoring(), restoring()]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["exists", "exists", "exists"]);
    expect(await ours()).toHaveLength(1);
  });

  test("of a thread that is gone can't be made again, and leaves nothing", async () => {
    const { thread_id } = await server.createThread();
    const cron = await server.getCron((await script({ thread_id })).cron_id);
    await server.deleteThread(thread_id);
    await expect(restoreCron({ ...common(), cron, wasThere: () => false })).rejects.toMatchObject({
      problem: { kind: "rejected", status: 404 },
    });
    expect(await ours()).toEqual([]);
  });
});

describe.each([
  ["of a script", () => script({ ...everything })],
  ["of a spec", () => spec({ ...everything })],
])("a cron %s", (_what, make) => {
  test("moves to a thread and away from it again", async () => {
    const { thread_id } = await server.createThread();
    const cron = await server.getCron((await make()).cron_id);
    const there = await move(cron, { target: { thread_id } });
    if (there.kind !== "moved") throw new Error(there.kind);
    expect(content(await server.getCron(there.cron.cron_id))).toEqual({
      ...content(cron),
      thread_id,
      on_run_completed: null,
    });
    const back = await move(await server.getCron(there.cron.cron_id), { target: { thread_id: null } });
    expect(back).toMatchObject({ kind: "moved", cron: { thread_id: null, enabled: true } });
    expect(await ours()).toHaveLength(1);
  });

  test("moves to another assistant, once, though several move it at the same time", async () => {
    const cron = await server.getCron((await make()).cron_id);
    const assistants = await server.searchAssistants({ limit: 10, offset: 0 });
    const others = assistants.filter(({ assistant_id }) => assistant_id !== cron.assistant_id);
    const moves = await Promise.allSettled(
      [0, 1, 0, 1].map((index) => move(cron, { target: { assistant_id: others[index]?.assistant_id ?? "" } })),
    );
    expect(moves.filter((each) => each.status === "fulfilled" && each.value.kind === "moved")).toHaveLength(1);
    expect((await ours()).map(({ enabled }) => enabled)).toEqual([true]);
  });

  test("to a thread that is not there stays where it is", async () => {
    const cron = await server.getCron((await make()).cron_id);
    await expect(move(cron, { target: { thread_id: randomUUID() } })).rejects.toMatchObject({
      problem: { kind: "rejected", status: 404 },
    });
    expect((await ours()).map(({ cron_id, enabled }) => [cron_id, enabled])).toEqual([[cron.cron_id, true]]);
  });

  test.each([
    ["before the old one is deleted", "deleteCron", null],
    ["before the new one is switched on", "patchCron", "moved"],
  ] as const)("whose move died %s is one after the next start", async (_when, dies, end) => {
    const { thread_id } = await server.createThread();
    const cron = await server.getCron((await make()).cron_id);
    const journal = memoryJournal();
    const died = new Promise<void>((resolve) => {
      const dying = altered({
        [dies]: () => {
          resolve();
          return new Promise(() => undefined);
        },
      });
      void move(cron, { target: { thread_id }, server: dying, journal });
    });
    await died;
    await finishOpenSubmissions({ ...common(), journal });
    const left = (await ours()).map((each) => [each.thread_id, each.enabled]);
    expect(left).toEqual([[end === null ? null : thread_id, true]]);
    expect(await journal.entries()).toEqual([]);
  });
});

test("a paused cron that is resumed with a run starts exactly one, and catches none up", async () => {
  const { thread_id } = await server.createThread();
  const cron = await script({ thread_id, input: {}, schedule: "* * * * * */2", enabled: false });
  await expect.poll(() => Date.now() > Date.parse(cron.next_run_date ?? ""), { timeout: 10_000 }).toBe(true);
  // Far from its next run, so that only a missed one could start by itself.
  await server.patchCron(cron.cron_id, { schedule: "0 0 1 1 *" });
  await resumeCron(server, cron.cron_id);
  const run = await runNow(server, cron.cron_id);
  const runs = await server.runs(thread_id, { limit: 10, offset: 0 });
  expect(runs.map(({ run_id }) => run_id)).toEqual([run.run_id]);
});
