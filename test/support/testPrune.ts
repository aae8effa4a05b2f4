import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findCrons } from "../../src/core/lifecycle/onServer/findCrons";
import { specName } from "../../src/core/server/stored/specName";
import { cliRun } from "./cliRun";
import { openTestServer } from "./testServer";

const day = 24 * 60 * 60_000;

/** What becomes of crons whose spec is gone, and of a saved plan, on one kind of server with an assistant of this graph. */
export function testPrune(url: () => string, assistant_id: string): void {
  test("crons of a set are pruned after their grace, protected ones never, and a saved plan is done once", async () => {
    const server = openTestServer(url());
    const set = `prune-${crypto.randomUUID()}`;
    const nameOf = (short: string) => `${set}-${short}`;
    const state = await mkdtemp(join(tmpdir(), "langgraph-crons-prune-"));
    const spec = { thread_id: null, assistant_id, schedule: "27 15 1 1 *", input: {} };
    const filesOf = (specs: Readonly<Record<string, object>>) => ({
      ...Object.fromEntries(
        Object.entries(specs).map(([short, change]) => [
          `${short}.cron.json`,
          { name: nameOf(short), ...spec, ...change },
        ]),
      ),
      "langgraph-crons.json": { set, environments: { live: { url: url() } } },
    });
    const run = async (files: Readonly<Record<string, unknown>>, days: number, ...args: readonly string[]) => {
      let waited = days * day;
      const clock = {
        now: () => Date.now() + waited,
        sleep: async (milliseconds: number) => {
          waited += milliseconds;
        },
      };
      const ended = await cliRun(args, { files, clock, env: { XDG_STATE_HOME: state } });
      expect([ended.code, ended.code === 0 ? [] : ended.err]).toEqual([0, []]);
      return ended;
    };
    const apply = (specs: Readonly<Record<string, object>>, days = 0) =>
      run(filesOf(specs), days, "apply", "--env", "live", "--yes", "--prune");
    const enabled = async () => {
      const crons = await findCrons(server, { langgraph_crons_set: set });
      return Object.fromEntries(crons.map((cron) => [specName(cron)?.slice(set.length + 1), cron.enabled]));
    };

    const kept = { protect: true };
    await apply({ stays: {}, goes: {}, returns: {}, kept });
    await apply({ stays: {} });
    expect(await enabled()).toEqual({ stays: true, goes: false, returns: false, kept: true });
    await apply({ stays: {}, returns: {} }, 3);
    expect(await enabled()).toEqual({ stays: true, goes: false, returns: true, kept: true });

    const changed = filesOf({ stays: { schedule: "0 7 1 1 *" }, returns: {} });
    const { written } = await run(changed, 8, "plan", "--env", "live", "--prune", "--out", "plan.json");
    const saved = { ...changed, "plan.json": JSON.parse(written?.[0]?.[1] ?? "") };
    const { out } = await run(saved, 8, "apply", "plan.json", "--yes");
    expect(out.at(-1)).toMatch(/: 2 done, 2 unchanged, 0 not done\.$/);
    expect(await enabled()).toEqual({ stays: true, returns: true, kept: true });
    expect((await run(saved, 8, "apply", "plan.json", "--yes")).out).toEqual([
      expect.stringMatching(/: 0 done, 3 unch/),
    ]);
    const empty = await run(changed, 8, "plan", "--env", "live", "--prune", "--detailed-exitcode");
    expect(empty.out.at(-1)).toMatch(/: 3 unchanged\./);

    for (const { cron_id } of await findCrons(server, { langgraph_crons_set: set })) await server.deleteCron(cron_id);
    await rm(state, { recursive: true, force: true });
  });
}
