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
  test("crons of a set are pruned after their grace, protected ones never, and of a saved plan only what has not moved is done, once", async () => {
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
      return cliRun(args, { files, clock, env: { XDG_STATE_HOME: state } });
    };
    const succeed = async (...args: Parameters<typeof run>) => {
      const ended = await run(...args);
      expect([ended.code, ended.code === 0 ? [] : ended.err]).toEqual([0, []]);
      return ended;
    };
    const apply = (specs: Readonly<Record<string, object>>, days = 0) =>
      succeed(filesOf(specs), days, "apply", "--env", "live", "--yes", "--prune");
    const save = async (files: Readonly<Record<string, unknown>>, days: number, ...more: readonly string[]) => {
      const { written } = await succeed(files, days, "plan", "--env", "live", "--prune", "--out", "plan.json", ...more);
      return { ...files, "plan.json": JSON.parse(written?.[0]?.[1] ?? "") };
    };
    const ours = () => findCrons(server, { langgraph_crons_set: set });
    const enabled = async () => {
      const crons = await ours();
      return Object.fromEntries(crons.map((cron) => [specName(cron)?.slice(set.length + 1), cron.enabled]));
    };

    const kept = { protect: true };
    await apply({ stays: {}, goes: {}, returns: {}, kept });
    const only = await save(filesOf({ stays: {} }), 0, "--grace", "8d");
    const paused = await succeed(only, 0, "apply", "plan.json", "--yes");
    expect(paused.out.at(-1)).toMatch(/: 2 done, 2 unchanged, 0 not done\.$/);
    expect(await enabled()).toEqual({ stays: true, goes: false, returns: false, kept: true });
    await apply({ stays: {}, returns: {} }, 3);
    expect(await enabled()).toEqual({ stays: true, goes: false, returns: true, kept: true });

    const changed = filesOf({ stays: { schedule: "0 7 1 1 *" }, returns: {} });
    const old = await save(changed, 9, "--grace", "8d");
    const goes = (await ours()).find((cron) => specName(cron) === nameOf("goes"));
    await server.patchCron(goes?.cron_id ?? "", { enabled: true });
    const refused = await run(old, 9, "apply", "plan.json", "--yes");
    expect([refused.code, refused.out.at(-1)]).toEqual([
      1,
      expect.stringMatching(/: 1 done, 2 unchanged, 1 not done\.$/),
    ]);
    expect(refused.out.join("\n")).toMatch(new RegExp(`${nameOf("goes")}.*has changed on the server since this plan`));
    expect(await enabled()).toEqual({ stays: true, goes: true, returns: true, kept: true });

    await server.patchCron(goes?.cron_id ?? "", { enabled: false });
    const last = await save(changed, 9, "--grace", "8d");
    const { out } = await succeed(last, 9, "apply", "plan.json", "--yes");
    expect(out.at(-1)).toMatch(/: 1 done, 3 unchanged, 0 not done\.$/);
    expect(await enabled()).toEqual({ stays: true, returns: true, kept: true });
    expect((await succeed(last, 9, "apply", "plan.json", "--yes")).out).toEqual([
      expect.stringMatching(/: 0 done, 3 unch/),
    ]);
    const empty = await succeed(changed, 9, "plan", "--env", "live", "--prune", "--detailed-exitcode");
    expect(empty.out.at(-1)).toMatch(/: 3 unchanged\./);

    for (const { cron_id } of await ours()) await server.deleteCron(cron_id);
    await rm(state, { recursive: true, force: true });
  });
}
