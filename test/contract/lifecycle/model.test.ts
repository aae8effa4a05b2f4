import fc from "fast-check";
import { expect, inject, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import type { AgentServer } from "../../../src/core/server/agentServer";
import type { Cron } from "../../../src/core/server/cron";
import { ServerFailure } from "../../../src/core/server/serverProblem";
import { createRequest } from "../../../src/core/spec/createRequest";
import { graphAssistantId } from "../../../src/core/spec/graphAssistantId";
import { openTestServer } from "../../support/testServer";
import { ModelNetwork } from "../../unit/lifecycle/simulation/modelNetwork";
import { ModelMachine, ModelProcess } from "../../unit/lifecycle/simulation/modelProcess";
import { ModelServer } from "../../unit/lifecycle/simulation/modelServer";
import { Truth } from "../../unit/lifecycle/simulation/truth";
import { World } from "../../unit/lifecycle/simulation/world";

/** What the simulation takes for a server answers as the real one does. */
const real = openTestServer(inject("agentServerUrl"));
const assistant_id = graphAssistantId("heartbeat");
const schedules = ["*/5 * * * *", "*/15 * * * *", "0 * * * *"] as const;

const metadata = fc.record(
  { team: fc.constantFrom("a", "b", null), thread_id: fc.constant("stripped"), langgraph_crons_hash: fc.constant("h") },
  { requiredKeys: [] },
);
const config = fc.constantFrom<JsonObject>(
  { tags: ["x"] },
  { metadata: { thread_id: "y", kind: "w" } },
  { configurable: { langgraph_request_id: "z", own: 1 } },
);
const body = fc.record(
  {
    schedule: fc.constantFrom(...schedules),
    enabled: fc.boolean(),
    metadata,
    config,
    input: fc.constantFrom<JsonObject>({ m: 1 }, { m: 2 }),
    end_time: fc.constantFrom("2099-01-01T00:00:00+00:00"),
  },
  { requiredKeys: [] },
);
const step = fc.oneof(
  fc.record({ kind: fc.constant("create" as const), body }),
  fc.record({ kind: fc.constant("patch" as const), at: fc.nat(3), body }),
  fc.record({ kind: fc.constantFrom("get" as const, "delete" as const, "search" as const), at: fc.nat(3) }),
  fc.record({ kind: fc.constantFrom("claim" as const, "thread" as const, "deleteThread" as const), at: fc.nat(1) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Carries out the steps; ids are told by the order in which they came. */
async function replay(server: AgentServer, steps: readonly Step[], mark: string, threads: readonly string[]) {
  const made: string[] = [];
  const seen: unknown[] = [];
  const idAt = (at: number) => made[at % Math.max(made.length, 1)] ?? threads[0] ?? "";
  for (const each of steps) {
    try {
      seen.push(await carryOut(server, each, mark, made, idAt, threads));
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      const { kind } = error.problem;
      seen.push(kind === "rejected" ? `rejected ${error.problem.status}` : kind);
    }
  }
  return { seen, made };
}

async function carryOut(
  server: AgentServer,
  each: Step,
  mark: string,
  made: string[],
  idAt: (at: number) => string,
  threads: readonly string[],
): Promise<unknown> {
  const look = (cron: Cron) => lookOf(cron, made);
  if (each.kind === "create") {
    const given = { thread_id: null, assistant_id, schedule: schedules[0], ...each.body } as const;
    const marked = { ...given, metadata: { ...(each.body.metadata as JsonObject), mark } };
    const cron = await server.createCron(createRequest(marked, { name: null }));
    made.push(cron.cron_id);
    return look(cron);
  }
  if (each.kind === "search") {
    const found = await server.searchCrons({ metadata: { mark }, withPayload: true, limit: 100, offset: 0 });
    return found.map(look);
  }
  const id = idAt(each.at);
  const thread = threads[each.at] ?? "";
  if (each.kind === "patch")
    return Object.keys(each.body).length === 0 ? null : look(await server.patchCron(id, each.body));
  if (each.kind === "get") return look(await server.getCron(id));
  if (each.kind === "delete") return server.deleteCron(id);
  if (each.kind === "claim") return (await server.claimThread(thread, { mark })).metadata.mark === mark;
  if (each.kind === "thread") return (await server.getThread(thread)).metadata.mark === mark;
  return server.deleteThread(thread);
}

/** Without what differs by nature: times, and what the server adds to a payload. */
function lookOf(cron: Cron, made: readonly string[]) {
  const { schedule, enabled, end_time, payload } = cron;
  const { mark: _, ...own } = cron.metadata;
  const configurable = { ...((payload?.config as JsonObject | undefined)?.configurable as JsonObject | undefined) };
  delete configurable.cron_id;
  return {
    at: made.indexOf(cron.cron_id),
    schedule,
    enabled,
    end_time: end_time === null ? null : Date.parse(end_time),
    metadata: { ...own },
    input: payload?.input ?? null,
    tags: (payload?.config as JsonObject | undefined)?.tags ?? null,
    configurable,
    hasNext: cron.next_run_date !== null,
  };
}

test("replayed on the model and on the real server, the same requests get the same answers", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), fc.uuid(), async (steps, mark) => {
      const threads = [crypto.randomUUID(), crypto.randomUUID()];
      const onReal = await replay(real, steps, mark, threads);
      for (const id of onReal.made) await real.deleteCron(id);
      for (const id of threads) await real.deleteThread(id);
      const world = new World(1);
      const model = new ModelServer(world, { version: "0.16.7", refusesThreads: false, keepsEndTime: false });
      const network = new ModelNetwork(world, model, [], false);
      const truth = new Truth(world, model, true, () => undefined);
      const never = { dieAt: null, stallAt: null, stallMilliseconds: 0 };
      const client = new ModelProcess("replay", new ModelMachine("one", false), world, network, truth, never);
      const replaying = replay(client.server, steps, mark, threads);
      await world.run(10_000);
      expect((await replaying).seen).toEqual(onReal.seen);
    }),
    { seed: 20_261_126, numRuns: 150 },
  );
});
