import fc from "fast-check";
import { expect, test } from "vitest";
import type { CronArguments } from "../../src/core/arguments/cronArguments";
import type { JsonObject, JsonValue } from "../../src/core/base/json";
import { createRequest } from "../../src/core/server/requests/createRequest";
import { withoutOwnKeys } from "../../src/core/server/stored/ownMetadata";
import { askSdk } from "../contract/arguments/sdk";
import { foreignCrons } from "./foreignCrons";
import { inParallel, openTestServer } from "./testServer";

/** How many crons of scripts are pulled: by hand more, with LANGGRAPH_CRONS_FOREIGN. */
export function foreignCount(usual: number): number {
  return Number(process.env.LANGGRAPH_CRONS_FOREIGN ?? usual);
}

export interface PullParts {
  /** Of a server without crons. */
  readonly url: () => string;
  readonly count: number;
  /** Runs the command line where it can write files. `env`: variables with the values of placeholders. */
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<EndedRun>;
  /** Whether this server would ever run such a cron. Default: all are run. */
  readonly runs?: (given: CronArguments) => boolean;
  /** A Python that has the SDK. Default: that of the Agent Server. */
  readonly python?: string;
}

interface EndedRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Crons as scripts make them, pulled into files, and applied to the server once it is empty. */
export function testPull({ count, python, run, runs = () => true, url: urlOf }: PullParts): void {
  const seed = Math.floor(Math.random() * 2 ** 31);

  test(`${count} crons of scripts, pulled and applied to an empty server, are the same to the official SDK, seed ${seed}`, async () => {
    const url = urlOf();
    const server = openTestServer(url, 60_000);
    // Other files of the same server may have left some.
    await inParallel(await server.allCrons(), 20, async ({ cron_id }) => void (await server.deleteCron(cron_id)));
    const threads = await Promise.all([1, 2, 3].map(async () => (await server.createThread()).thread_id));
    const assistants = await server.searchAssistants({ limit: 10, offset: 0 });
    const ids = assistants.flatMap(({ assistant_id, graph_id }) => [assistant_id, graph_id]);
    const drawn = fc.sample(foreignCrons(ids, threads).filter(runs), { numRuns: count, seed });
    await inParallel(drawn, 20, async (given) => {
      const { body, method, path } = createRequest(given, { name: null });
      const headers = { "content-type": "application/json" };
      const made = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
      expect([made.status, made.ok ? "" : await made.text()]).toEqual([200, ""]);
    });
    const before = await readAll(url, python);
    expect(before.length).toBe(count);

    const pulled = await run(["pull", "--url", url, "--into", "pulled", "--yes", "--json"]);
    const { crons, summary } = JSON.parse(pulled.out) as PulledJson;
    expect([pulled.code, summary.written, summary.named]).toEqual([0, count, count]);
    expect(await run(["plan", "pulled", "--url", url, "--detailed-exitcode"])).toMatchObject({ code: 0 });

    await inParallel(before, 20, async ({ cron_id }) => void (await server.deleteCron(cron_id)));
    const byId = new Map(before.map((cron) => [cron.cron_id, cron]));
    const secrets = crons.flatMap(({ cron_id, secrets: of }) =>
      of.map(({ path, variable }) => [variable, String(valueAt(byId.get(cron_id)?.payload, path))] as const),
    );
    expect(secrets.length).toBe(JSON.stringify(drawn).match(tokens)?.length ?? 0);
    const applied = await run(["apply", "pulled", "--url", url, "--yes"], Object.fromEntries(secrets));
    expect([applied.code, applied.out.split("\n").findLast((line) => line !== "")]).toEqual([
      0,
      expect.stringContaining(`: ${count} done, 0 unchanged`),
    ]);

    const names = new Map(crons.map(({ cron_id, name }) => [cron_id, name]));
    const byName = (all: readonly SdkCron[], nameOf: (cron: SdkCron) => unknown) =>
      Object.fromEntries(all.map((cron) => [nameOf(cron), asAsked(cron)]));
    const after = await readAll(url, python);
    expect(byName(after, ({ metadata }) => metadata.langgraph_crons_name)).toEqual(
      byName(before, ({ cron_id }) => names.get(cron_id)),
    );
    await inParallel(after, 20, async ({ cron_id }) => void (await server.deleteCron(cron_id)));
    await inParallel(threads, 3, async (thread) => void (await server.deleteThread(thread)));
  });
}

/** As `foreignCrons` draws them. */
const tokens = /(?<=["=])[a-z]\d[a-z\d]{40}(?=")/g;

interface PulledJson {
  readonly crons: readonly {
    readonly cron_id: string;
    readonly name: string;
    readonly secrets: readonly { readonly path: readonly (string | number)[]; readonly variable: string }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

interface SdkCron extends JsonObject {
  readonly cron_id: string;
  readonly metadata: JsonObject;
  readonly payload: JsonObject;
}

async function readAll(url: string, python: string | undefined): Promise<readonly SdkCron[]> {
  const [crons] = await askSdk([{ crons: url }], python);
  return crons as readonly SdkCron[];
}

function valueAt(value: JsonValue | undefined, path: readonly (string | number)[]): JsonValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== "object" || value === null) return value;
  return valueAt((value as Record<string | number, JsonValue>)[step], rest);
}

/** What the Agent Server does for a value that is missing: said or not, it is the same. */
const defaults: JsonObject = {
  enabled: true,
  timezone: "UTC",
  context: {},
  durability: "async",
  interrupt_after: [],
  interrupt_before: [],
  multitask_strategy: "enqueue",
  on_run_completed: "delete",
  stream_resumable: false,
  stream_subgraphs: false,
};

function withoutDefaults(values: JsonObject): JsonObject {
  const isSaid = ([key, each]: readonly [string, JsonValue]) => JSON.stringify(each) !== JSON.stringify(defaults[key]);
  return Object.fromEntries(Object.entries(values).filter(isSaid));
}

/** A cron as the SDK reads it, without what each cron has of its own, and without our keys. */
function asAsked({ created_at: _created, cron_id, metadata, payload, updated_at: _updated, ...rest }: SdkCron) {
  const timezone = rest.timezone === defaults.timezone ? null : (rest.timezone ?? null);
  const whole = {
    ...rest,
    timezone,
    metadata: withoutOwnKeys(metadata),
    payload: withoutDefaults({ ...payload, metadata: {} }),
  };
  return JSON.parse(JSON.stringify(whole).replaceAll(cron_id, "its id")) as JsonObject;
}
