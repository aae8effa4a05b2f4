import type { Cron } from "../../src/core/server/cron";
import { SpecStates } from "../../src/features/specFile/drift/specStates";
import { cronWith } from "../fixtures/cronWith";
import { threadWith } from "../fixtures/threadWith";
import { memoryReader, namedSpecs, showDocument } from "../unit/support/memoryReader";
import { MemoryServer } from "../unit/support/memoryServer";
import { createServers } from "../unit/support/memoryServers";
import { openTree } from "../unit/support/openTree";
import { createGate, settle } from "../unit/support/settle";
import { resetStub } from "../unit/support/vscode";
import { atMost, type BenchResult } from "./benchResult";
import { processorTime } from "./measure";

const many = 10_000;
/** Milliseconds in which several reasons to ask are gathered, and some more. */
const gathered = 80;

/** What the store, and the views of it, cost on a large server: requests and processor time beside them. */
export async function run(): Promise<readonly BenchResult[]> {
  return [
    ...(await pausing()),
    await unchanged(),
    ...(await submitting()),
    await firstRows(),
    ...(await openGroup()),
    await complete(),
  ];
}

function manyCrons(): readonly Cron[] {
  return Array.from({ length: many }, (_, n) =>
    cronWith({
      cron_id: `c${n}`,
      thread_id: `t${n % 4}`,
      next_run_date: new Date(1_800_000_000_000 + ((n * 7919) % many) * 60_000).toISOString(),
    }),
  );
}

/** With the tree open: it draws anew what has changed. */
async function pausing(): Promise<readonly BenchResult[]> {
  resetStub();
  const { actions, connection, crons, inConnection, redrawn, refs, store } = openTree({
    dev: new MemoryServer(manyCrons()),
  });
  await store.refresh(connection);
  await inConnection();
  await crons();
  redrawn.length = 0;
  const pauses = await processorTime(async () => {
    await actions.setEnabled(refs("dev", ...Array.from({ length: 100 }, (_, n) => `c${n}`)), false);
    await settle();
    await crons();
  });
  const drawn = redrawn.flat().length;
  redrawn.length = 0;
  const refresh = await processorTime(async () => void (await store.refresh(connection)));
  return [
    atMost(`pausing 100 of ${many} crons, with the tree drawn`, pauses, "ms", 200),
    atMost("rows that are drawn again for it", drawn, "", 4),
    atMost(`a refresh of ${many} crons in which nothing has changed`, refresh, "ms", 200),
    atMost("rows that are drawn again for it", redrawn.length, "", 0),
  ];
}

async function unchanged(): Promise<BenchResult> {
  resetStub();
  showDocument(namedSpecs(20));
  const named = (name: string) =>
    cronWith({
      cron_id: name,
      metadata: { langgraph_crons_name: name },
      payload: { assistant_id: "agent", input: { from: name } },
    });
  const server = new MemoryServer(Array.from({ length: 20 }, (_, n) => named(`spec-${n}`)));
  const { connection, connections, log, store } = createServers({ dev: server });
  const states = new SpecStates(connections, store, memoryReader(), log);
  const wait = () => new Promise((resolve) => setTimeout(resolve, gathered));
  await store.refresh(connection("dev"));
  await wait();
  server.requests.length = 0;
  for (let n = 0; n < 5; n += 1) {
    await store.refresh(connection("dev"));
    await wait();
  }
  states.dispose();
  store.dispose();
  return atMost("requests of five refreshes of an unchanged list, 20 specs in view", server.requests.length, "", 10);
}

async function submitting(): Promise<readonly BenchResult[]> {
  return [
    await submits("", () => null),
    // A new name is looked for among the crons without a name too: a script may have made it.
    await submits("named ", (n) => `report-${n}`),
  ];
}

async function submits(kind: string, nameOf: (n: number) => string | null): Promise<BenchResult> {
  resetStub();
  const server = new MemoryServer(manyCrons());
  const { connection, store } = createServers({ dev: server });
  await store.refresh(connection("dev"));
  server.cronQueries.length = 0;
  const args = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input: { n: 1 } };
  for (let n = 0; n < 200; n += 1) {
    await store.submit(connection("dev"), { arguments: args, name: nameOf(n), confirm: async () => "yes" });
  }
  const crawls = server.cronQueries.filter(({ metadata }) => metadata === undefined);
  const isKnown = store.crons(connection("dev")).length === many + 200;
  store.dispose();
  return atMost(`lists of all crons that 200 ${kind}submits read`, isKnown ? crawls.length : Number.NaN, "", 0);
}

/** A thread with 2,500 crons is opened: its first page is asked for and drawn. */
async function openGroup(): Promise<readonly BenchResult[]> {
  resetStub();
  const { below, connection, inConnection, store, view } = openTree({ dev: new MemoryServer(manyCrons()) });
  const crawl = await processorTime(async () => void (await store.refresh(connection)));
  const [thread] = await inConnection();
  let drawn = 0;
  const opening = await processorTime(async () => {
    for (const row of await below(thread)) {
      await view.items.of(row);
      drawn += 1;
    }
  });
  const regroup = await processorTime(async () => {
    await view.group("health");
    await inConnection();
  });
  view.dispose();
  return [
    atMost("opening a group of 2,500 crons", drawn === 501 ? opening : Number.NaN, "ms", 1_000),
    atMost(`opening it, for each second of reading all ${many} crons`, opening / crawl, "", 1),
    atMost(`grouping ${many} crons anew, for each second of reading them`, regroup / crawl, "", 1),
  ];
}

/** Against the raw crawl: a full page for each thousand, and the one that tells the end. */
async function complete(): Promise<BenchResult> {
  resetStub();
  const crons = Array.from({ length: many }, (_, n) => cronWith({ cron_id: `c${n}`, thread_id: `t${n}` }));
  const server = new MemoryServer(crons);
  server.threads.push(...crons.map((_, n) => threadWith({ thread_id: `t${n}` })));
  const { below, connection, inConnection, store, view } = openTree({ dev: server });
  await below();
  await store.refresh(connection);
  await inConnection();
  await settle();
  const isAll = store.crons(connection).length === many;
  view.dispose();
  const asked = isAll ? server.requests.filter((method) => method !== "info").length : Number.NaN;
  return atMost(
    `requests until ${many} crons and their threads are complete, a raw crawl of the crons: 11`,
    asked,
    "",
    25,
  );
}

/** All pages but the first are held back. */
async function firstRows(): Promise<BenchResult> {
  const server = new MemoryServer(manyCrons());
  const gate = createGate();
  server.pause = async (method, moment) => {
    if (method === "searchCrons" && moment === "answer" && server.count("searchCrons") > 1) await gate.opened;
  };
  resetStub();
  const { connection, crons, store, view } = openTree({ dev: server });
  const shown = await crons();
  const isFirst = shown.length > 0 && store.crons(connection).length === 1_000;
  gate.open();
  view.dispose();
  return atMost(`pages of ${many} crons before the first rows`, isFirst ? 1 : Number.NaN, "", 1);
}
