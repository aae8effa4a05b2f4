import fc from "fast-check";
import { expect, test } from "vitest";
import { systemClock } from "../../src/core/base/clock";
import type { JsonObject } from "../../src/core/base/json";
import type { AgentServer } from "../../src/core/server/agentServer";
import type { Cron, ServerProduct } from "../../src/core/server/cron";
import { createAgentServer } from "../../src/core/server/httpAgentServer";
import { ServerFailure } from "../../src/core/server/problems/serverProblem";
import { createRequest } from "../../src/core/server/requests/createRequest";
import { ServerLacks } from "../../src/core/server/serverLacks";
import { graphAssistantId } from "../../src/core/server/stored/graphAssistantId";
import { type Fault as ModelFault, ModelNetwork } from "../unit/core/lifecycle/simulation/modelNetwork";
import { ModelMachine, ModelProcess } from "../unit/core/lifecycle/simulation/modelProcess";
import { ModelServer, type ServerTraits } from "../unit/core/lifecycle/simulation/modelServer";
import { Truth } from "../unit/core/lifecycle/simulation/truth";
import { World } from "../unit/core/lifecycle/simulation/world";
import { canaryKey } from "./canary";
import { type Fault as ProxyFault, startFaultProxy } from "./faultProxy";
import { openTestServer } from "./testServer";

/** What can go wrong on the way to both. */
type Fault = Extract<ProxyFault, ModelFault>;

const schedules = ["*/5 * * * *", "*/15 * * * *", "0 * * * *"] as const;

const stripped = fc.record({ thread_id: fc.constant("stripped") }, { requiredKeys: [] });
const ownMetadata = fc.record(
  { team: fc.constantFrom("a", "b", null), langgraph_crons_hash: fc.constant("h") },
  { requiredKeys: [] },
);
const ownConfig = fc.constantFrom<JsonObject>({ tags: ["x"] }, { configurable: { own: 1 } });
const strippedConfig = fc.constantFrom<JsonObject>(
  { metadata: { thread_id: "y", kind: "w" } },
  { configurable: { langgraph_request_id: "z", own: 1 } },
);

const stepsFor = (product: ServerProduct) => {
  const strips = product === "agentServer";
  const body = fc.record(
    {
      schedule: fc.constantFrom(...schedules),
      enabled: fc.boolean(),
      metadata: strips ? fc.tuple(ownMetadata, stripped).map(([own, other]) => ({ ...own, ...other })) : ownMetadata,
      config: strips ? fc.oneof(ownConfig, strippedConfig) : ownConfig,
      input: fc.constantFrom<JsonObject>({ m: 1 }, { m: 2 }),
    },
    { requiredKeys: [] },
  );
  return fc.oneof(
    fc.record({ kind: fc.constant("create" as const), body }),
    fc.record({ kind: fc.constant("patch" as const), at: fc.nat(3), body }),
    fc.record({ kind: fc.constantFrom("get" as const, "delete" as const, "search" as const), at: fc.nat(3) }),
    fc.record({ kind: fc.constantFrom("claim" as const, "thread" as const, "deleteThread" as const), at: fc.nat(1) }),
  );
};
type Step = ReturnType<typeof stepsFor> extends fc.Arbitrary<infer Value> ? Value : never;

interface Replayed {
  readonly steps: readonly Step[];
  readonly faults: readonly (readonly Fault[])[];
  readonly mark: string;
  readonly threads: readonly string[];
  readonly product: ServerProduct;
  readonly assistant_id: string;
}

/** Carries out the steps; an id is replaced by its place in the order of arrival. */
async function replay(
  server: AgentServer,
  replayed: Replayed,
  plan: (faults: readonly Fault[]) => void,
): Promise<readonly unknown[]> {
  const made: string[] = [];
  const seen: unknown[] = [];
  for (const [index, each] of replayed.steps.entries()) {
    plan(replayed.faults[index] ?? []);
    try {
      seen.push(await carryOut(server, each, replayed, made));
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      const { kind } = error.problem;
      seen.push(kind === "rejected" ? `rejected ${error.problem.status}` : kind);
    }
  }
  return seen;
}

async function carryOut(
  server: AgentServer,
  each: Step,
  { mark, threads, product, assistant_id }: Replayed,
  made: string[],
): Promise<unknown> {
  const look = (cron: Cron) => lookOf(cron, made);
  if (each.kind === "create") {
    const given = { thread_id: null, assistant_id, schedule: schedules[0], input: { m: 0 }, ...each.body } as const;
    const marked = {
      ...given,
      ...(product === "aegra" ? { enabled: false } : {}),
      metadata: { ...(each.body.metadata as JsonObject), mark },
    };
    const cron = await server.createCron(createRequest(marked, { name: null }));
    made.push(cron.cron_id);
    return look(cron);
  }
  if (each.kind === "search") {
    const found = await server.searchCrons({ metadata: { mark }, withPayload: true, limit: 100, offset: 0 });
    return found.map(look);
  }
  const id = made[each.at % Math.max(made.length, 1)] ?? threads[0] ?? "";
  const thread = threads[each.at] ?? "";
  if (each.kind === "patch")
    return Object.keys(each.body).length === 0 ? null : look(await server.patchCron(id, each.body));
  if (each.kind === "get") return look(await server.getCron(id));
  if (each.kind === "delete") return server.deleteCron(id);
  if (each.kind === "claim") return (await server.claimThread(thread, { mark })).metadata.mark === mark;
  if (each.kind === "thread") return (await server.getThread(thread)).metadata.mark === mark;
  return server.deleteThread(thread);
}

/** Without what always differs: times, and what the server adds to a payload. */
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

/** What happens to one request on its way, the same on both networks. */
const fault = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Fault>("none") },
  { weight: 2, arbitrary: fc.constantFrom<Fault>("drop", "reset", "busy") },
);
const historiesOn = (product: ServerProduct) =>
  fc.record({
    steps: fc.array(stepsFor(product), { minLength: 3, maxLength: 14 }),
    /** The faults of each step's first requests; fewer than the client's retries, so that reads succeed. */
    faults: fc.oneof(fc.constant<Fault[][]>([]), fc.array(fc.array(fault, { maxLength: 3 }), { maxLength: 14 })),
    mark: fc.uuid(),
  });

export interface HeldServer {
  readonly url: string;
  /** A graph of the server. */
  readonly graph: string;
  readonly traits: ServerTraits;
  readonly histories: number;
  /** Aegra 0.11.0 answers a create of an enabled cron with a run, and keeps keys that Agent Servers remove. */
  readonly product: ServerProduct;
}

/** The simulated server answers like the real one, through a network that loses the same requests. */
export function testModel({ url, graph, traits, histories: numRuns, product }: HeldServer): void {
  const direct = openTestServer(url);

  test(`${numRuns} histories of requests get the same answers from the model and from the real server`, async () => {
    await fc.assert(
      fc.asyncProperty(historiesOn(product), async (history) => {
        const threads = [crypto.randomUUID(), crypto.randomUUID()];
        const replayed = { ...history, threads, product, assistant_id: graphAssistantId(graph) };
        const seen = await replayOnServer(replayed, url);
        for (const { cron_id } of await direct.searchCrons({ metadata: { mark: history.mark }, limit: 100, offset: 0 }))
          await direct.deleteCron(cron_id);
        for (const id of threads) await direct.deleteThread(id);
        expect(await replayOnModel(replayed, traits)).toEqual(seen);
      }),
      { seed: 20_261_126, numRuns },
    );
  });
}

async function replayOnServer(replayed: Replayed, target: string): Promise<readonly unknown[]> {
  let planned: Fault[] = [];
  // After a 404 the client asks `/info` to see whether there is a server at all; the simulation doesn't model that.
  const fault = ({ path }: { readonly path: string }) => (path === "/info" ? "none" : (planned.shift() ?? "none"));
  const proxy = await startFaultProxy({ target, fault, lateMilliseconds: 0 });
  const server = createAgentServer({
    baseUrl: proxy.url,
    headers: {},
    apiKey: canaryKey,
    timeoutMilliseconds: 60_000,
    clock: { ...systemClock, sleep: async () => undefined },
    // Compares the server itself, not how the client adapts to a server of that kind.
    lacks: Object.assign(new ServerLacks(), { meet: () => undefined }),
  });
  try {
    return await replay(server, replayed, (faults) => {
      planned = [...faults];
    });
  } finally {
    await proxy.close();
  }
}

async function replayOnModel(replayed: Replayed, traits: ServerTraits): Promise<readonly unknown[]> {
  const world = new World(1);
  const model = new ModelServer(world, traits);
  const network = new ModelNetwork(world, model, [], false);
  const truth = new Truth(world, model, true, () => undefined);
  const never = { dieAt: null, stallAt: null, stallMilliseconds: 0 };
  const { server } = new ModelProcess("replay", new ModelMachine("one", false), world, network, truth, never);
  const replaying = replay(server, replayed, (faults) => {
    network.faults = [...faults].reverse();
  });
  await world.run(10_000);
  return replaying;
}
