import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CronArguments } from "../../../src/core/arguments/cronArguments";
import { planUpdate } from "../../../src/core/compare/planUpdate";
import { namesLock } from "../../../src/core/lifecycle/lease/lockName";
import { findCrons } from "../../../src/core/lifecycle/onServer/findCrons";
import type { Cron } from "../../../src/core/server/cron";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { graphAssistantId } from "../../../src/core/server/stored/graphAssistantId";
import { metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { agentServerUrl } from "../../support/agentServerUrl";
import { canaryKey } from "../../support/canary";
import { cliRun } from "../../support/cliRun";
import { type Fault, type FaultProxy, startFaultProxy } from "../../support/faultProxy";
import { inParallel, openTestServer } from "../../support/testServer";

/** lost: the server has lost its crons and locks when this request comes, as in memory after a restart. */
type Trouble = Exclude<Fault, "none" | "late"> | "lost";
const troubles: readonly Trouble[] = [
  "drop",
  "unauthorized",
  "reset",
  "limited",
  "forbidden",
  "failed",
  "busy",
  "lost",
];
/** A key that is withdrawn stays so. */
const lasting: ReadonlySet<Trouble> = new Set(["unauthorized", "forbidden"]);

/** In each of the three ways in which an apply writes; two that are new, so they are made together. */
const kinds = ["new", "newer", "changed", "remade"] as const;
type Kind = (typeof kinds)[number];
const wanted: CronArguments = {
  thread_id: null,
  assistant_id: graphAssistantId("heartbeat"),
  schedule: "0 0 1 1 *",
  input: { m: 2 },
};
const before: Readonly<Record<Kind, Partial<CronArguments> | undefined>> = {
  new: undefined,
  newer: undefined,
  changed: { input: { m: 1 } },
  remade: { multitask_strategy: "reject" },
};

const server = openTestServer(agentServerUrl());
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-faults-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Told {
  readonly name: string;
  readonly outcome: string;
  readonly cron_id: string | null;
}

interface Case {
  readonly what: Trouble;
  /** Which request, counted from 0. */
  readonly at: number;
}

/** A set of specs, and a way to their server on which things go wrong. */
class Place {
  readonly set = `faults-${randomUUID()}`;
  /** Requests on the way while there may be trouble. */
  count = 0;
  private isTroubled = false;
  private proxy: FaultProxy | undefined;

  constructor(private readonly trouble?: Case) {}

  nameOf(kind: Kind): string {
    return `${this.set}-${kind}`;
  }

  crons(kind: Kind): Promise<readonly Cron[]> {
    return findCrons(server, { [metadataKeys.name]: this.nameOf(kind) });
  }

  async prepare(): Promise<void> {
    this.proxy = await startFaultProxy({
      target: agentServerUrl(),
      lateMilliseconds: 0,
      fault: () => (this.isTroubled ? this.fault() : "none"),
    });
    for (const kind of kinds) {
      const change = before[kind];
      if (change === undefined) continue;
      await server.createCron(createRequest({ ...wanted, ...change }, { name: this.nameOf(kind) }));
    }
  }

  /** Its journal outlives it. */
  async run(command: "apply" | "plan", isTroubled: boolean) {
    this.isTroubled = isTroubled;
    const { assistant_id: _, ...rest } = wanted;
    const specs = kinds.map((kind) => ({ name: this.nameOf(kind), assistant_id: "heartbeat", ...rest }));
    const environments = { test: { url: this.proxy?.url } };
    const files = { "crons.cron.json": specs, "langgraph-crons.json": { set: this.set, environments } };
    const more = command === "apply" ? ["--yes", "--concurrency", "1"] : ["--detailed-exitcode"];
    const args = [command, "crons.cron.json", "--env", "test", "--json", ...more];
    const { code, out } = await cliRun(args, {
      files,
      env: { XDG_STATE_HOME: join(folder, this.set), LANGGRAPH_API_KEY: canaryKey },
    });
    await this.proxy?.settled();
    this.isTroubled = false;
    return { code, told: out.length === 0 ? undefined : JSON.parse(out.join("\n")) };
  }

  async end(): Promise<void> {
    await this.proxy?.close();
    await this.remove();
  }

  private async remove(): Promise<void> {
    for (const kind of kinds) for (const { cron_id } of await this.crons(kind)) await server.deleteCron(cron_id);
    for (const { thread_id } of await this.locks()) await server.deleteThread(thread_id);
  }

  async locks() {
    const locks = [`set ${this.set}`, ...kinds.map((kind) => `name ${this.nameOf(kind)}`)];
    const found = locks.map((lock) =>
      server.searchThreads({ limit: 10, offset: 0, metadata: { [metadataKeys.lock]: lock } }),
    );
    return (await Promise.all(found)).flat();
  }

  private async fault(): Promise<Fault> {
    const { what, at } = this.trouble ?? {};
    const { count } = this;
    this.count += 1;
    if (at === undefined || what === undefined || count < at || (count > at && !lasting.has(what))) return "none";
    if (what !== "lost") return what;
    await this.remove();
    return "none";
  }
}

const isAsWanted = (cron: Cron | undefined) => cron?.enabled === true && planUpdate(wanted, cron).kind === "none";
const versions = (crons: readonly Cron[]) => crons.map(({ cron_id, updated_at }) => `${cron_id} ${updated_at}`).join();
const isSame = (some: readonly Cron[], others: readonly Cron[]) => versions(some) === versions(others);
const done: ReadonlySet<string> = new Set(["created", "updated", "recreated", "unchanged"]);

/** What is wrong after an apply, and after one more. */
async function applied({ what, at }: Case): Promise<readonly string[]> {
  const place = new Place({ what, at });
  const wrong: string[] = [];
  const look = (isRight: boolean, text: string) => {
    if (!isRight) wrong.push(`${what} at request ${at}: ${text}`);
  };
  await place.prepare();
  const first = await statesOf(place);
  const { code, told } = await place.run("apply", true);
  const results: readonly Told[] = told?.results ?? [];
  const then = await statesOf(place);
  for (const kind of kinds) {
    const crons = then.get(kind) ?? [];
    const on = crons.filter(({ enabled }) => enabled);
    look(on.length <= 1, `${kind}: two are on`);
    // What was done before is gone then, whatever was said of it.
    if (what === "lost") continue;
    const { cron_id, outcome = "nothing" } = results.find(({ name }) => name === place.nameOf(kind)) ?? {};
    const [cron] = on;
    const isKept = before[kind] === undefined ? cron === undefined : cron !== undefined;
    if (done.has(outcome)) look(cron?.cron_id === cron_id && isAsWanted(cron), `${kind}: ${outcome} is not true`);
    else if (outcome === "refused") look(isKept, `${kind}: refused, and more than refused`);
    else if (outcome !== "open") look(isSame(crons, first.get(kind) ?? []), `${kind}: ${outcome}, and changed`);
  }
  const isDone = results.length === kinds.length && results.every(({ outcome }) => done.has(outcome));
  look((code === 0) === isDone || what === "lost", `it ended with ${code}: ${JSON.stringify(results)}`);
  look((await place.run("apply", false)).code === 0, "applied again, something is not done");
  for (const [kind, crons] of await statesOf(place))
    look(crons.length === 1 && isAsWanted(crons[0]), `${kind}: it is not as its file in the end`);
  look((await place.locks()).length === 0, "a lock is left");
  await place.end();
  return wrong;
}

async function statesOf(place: Place): Promise<ReadonlyMap<Kind, readonly Cron[]>> {
  return new Map(await Promise.all(kinds.map(async (kind) => [kind, await place.crons(kind)] as const)));
}

/** What is wrong with a plan: it is the right one, or there is none, and nothing was changed. */
async function planned(trouble: Case): Promise<readonly string[]> {
  const place = new Place(trouble);
  await place.prepare();
  const first = await statesOf(place);
  const { code, told } = await place.run("plan", true);
  const then = await statesOf(place);
  await place.end();
  const isRight = code === 2 && JSON.stringify(told?.summary) === JSON.stringify(summary);
  const isNone = code !== 0 && code !== 2 && told === undefined;
  const isKept = kinds.every((kind) => isSame(then.get(kind) ?? [], first.get(kind) ?? []));
  return trouble.what === "lost" || (isKept && (isRight || isNone)) ? [] : [`${JSON.stringify(trouble)}: ${code}`];
}

/** A test run has a few cases; by hand FAULTS says how many, as with 1000 all. Each has another trouble at another request. */
function casesOf(requests: number, most = Number(process.env.FAULTS ?? 10)): readonly Case[] {
  const all = Array.from({ length: requests * troubles.length }, (_, index) => {
    const at = Math.floor(index / troubles.length);
    return { what: troubles[(index + at) % troubles.length] as Trouble, at };
  });
  const step = Math.max(1, all.length / most);
  return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

/** How many requests a command sends if all goes well, and what it tells. */
async function undisturbed(command: "apply" | "plan") {
  const place = new Place();
  await place.prepare();
  const { code, told } = await place.run(command, true);
  expect(code).toBe(command === "apply" ? 0 : 2);
  await place.end();
  return { count: place.count, told };
}

/** Of the right plan. */
let summary: unknown;

test.each([
  ["apply: none is doubled, what is said is true, and the next one does the rest", "apply", applied],
  ["plan: it is right, or there is none, and nothing is changed", "plan", planned],
] as const)("whatever goes wrong at any request of an %s", async (_what, command, wrongAfter) => {
  const { count, told } = await undisturbed(command);
  summary = told?.summary;
  const wrong: string[] = [];
  await inParallel(casesOf(count), 5, async (each) => void wrong.push(...(await wrongAfter(each))));
  expect(wrong).toEqual([]);
  // Of the whole server, so others hold it while they apply.
  const ofNames = { limit: 10, offset: 0, metadata: { [metadataKeys.lock]: namesLock } };
  expect(await server.searchThreads(ofNames)).toEqual([]);
});
