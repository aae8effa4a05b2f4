import { attentionOf } from "../../../src/core/health/attention";
import { cronRuns } from "../../../src/core/schedule/cronRuns";
import type { Cron } from "../../../src/core/server/cron";
import type { CreateRequest } from "../../../src/core/server/requests/createRequest";
import * as serverWork from "../../../src/platform/servers/serverWork";
import { inParallel, openTestServer } from "../../support/testServer";
import { MemoryServer } from "../../unit/support/memoryServer";
import { createServers } from "../../unit/support/memoryServers";
import { resetStub } from "../../unit/support/vscode";
import type { BenchResult } from "../benchResult";

const second = 1_000;
const many = 200;
/** Long enough for each cron to be due in 15, the figure of the goal; fewer when all benches run. */
const minutes = Number(process.env.LANGGRAPH_CRONS_WATCH_MINUTES ?? 2);

/** 200 crons of a server that is well, watched: no alarm, and two requests more than times have passed. */
export async function watchFigures(url: string): Promise<readonly BenchResult[]> {
  resetStub();
  await createCrons(url);
  const openServer: typeof serverWork.openServer = (_url, ...rest) => serverWork.openServer(url, ...rest);
  const { connection, lines, store } = createServers({ dev: new MemoryServer() }, { openServer });
  const dev = connection("dev");
  const requests = () => lines.filter((line) => /^(GET|POST|PATCH|PUT|DELETE) /.test(line)).length;
  const watching = store.watch(dev, "crons");
  await store.load(dev);
  while (!store.snapshot(dev).isComplete) await sleep(second);
  const first = requests();
  store.attend(true);
  const begun = Date.now();
  const alarms = new Map<string, number>();
  while (Date.now() < begun + minutes * 60 * second) {
    await sleep(5 * second);
    for (const cron of store.crons(dev)) {
      const health = store.health(dev, cron);
      const level = attentionOf(health);
      if (level === "fine") continue;
      const word = `${level}: ${health.kind}`;
      alarms.set(word, (alarms.get(word) ?? 0) + 1);
    }
  }
  const asked = requests() - first;
  const crons = store.crons(dev);
  const slots = crons.reduce((sum, cron) => sum + timesBetween(cron, begun, Date.now()), 0);
  const states = new Set(crons.map((cron) => store.health(dev, cron).kind));
  watching.dispose();
  store.dispose();
  const words = [...alarms].map(([word, count]) => `${word} (${count})`).join(", ");
  return [
    figure(`crons of a real server, watched for ${minutes} min`, crons.length, "", crons.length === many, `${many}`),
    figure("words that are alarms", alarms.size, "", alarms.size === 0, `none ${words}`),
    figure(`requests, while ${slots} times passed`, asked, "", asked <= 2 + slots, `at most ${2 + slots}`),
    figure("requests for the first list", first, "", true),
    figure(`words at the end: ${[...states].join(", ")}`, states.size, "", true),
  ];
}

/** Most on threads of their own; some leave a thread with each run, some of none is anything left. */
async function createCrons(url: string): Promise<void> {
  const server = openTestServer(url, 60 * second);
  const indexes = Array.from({ length: many }, (_, index) => index);
  await inParallel(indexes, 4, async (index) => {
    const isThreadless = index % 8 >= 6;
    const thread = isThreadless ? undefined : (await server.createThread()).thread_id;
    const request: CreateRequest = {
      method: "POST",
      path: thread === undefined ? "/runs/crons" : `/threads/${thread}/runs/crons`,
      query: [],
      headers: {},
      body: {
        assistant_id: "look",
        // Each is due every ten minutes, twenty of them at a time.
        schedule: `${index % 10}-59/10 * * * *`,
        input: {},
        ...(isThreadless ? { on_run_completed: index % 8 === 6 ? "keep" : "delete" } : {}),
      },
    };
    await server.createCron(request);
  });
}

function timesBetween(cron: Cron, from: number, to: number): number {
  const { runs } = cronRuns({ ...cron, dialect: "secondsLast", nextRunDate: null }, { from, count: minutes + 1 });
  return runs.filter((run) => run <= to).length;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function figure(name: string, value: number, unit: string, passed: boolean, goal?: string): BenchResult {
  return { name, value, unit, passed, ...(goal === undefined ? {} : { goal }) };
}
