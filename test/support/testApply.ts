import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { canaryKey } from "./canary";
import { cliRun } from "./cliRun";
import { markedCrons } from "./markedCrons";

/** A plan, what an apply makes of it, and the plan after that, on a server of any kind. */
export function testApply({ url, graph }: { readonly url: string; readonly graph: string }): void {
  const { deleteOurs, mark, marked, ours, script } = markedCrons(url, graph);
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "langgraph-crons-apply-"));
  });
  afterAll(async () => {
    await deleteOurs();
    await rm(folder, { recursive: true, force: true });
  });

  test("an apply does what the plan says, and then nothing is left to do", async () => {
    const wanted = {
      new: marked({ input: { topic: "new" } }),
      changed: marked({ input: { topic: "changed" } }),
      remade: marked({ input: { topic: "remade" } }),
      script: marked({ input: { topic: "script" } }),
    };
    const nameOf = (title: string) => `${title}-${mark}`;
    const changed = await script({ ...wanted.changed, input: { topic: "before" } }, nameOf("changed"));
    await script({ ...wanted.remade, multitask_strategy: "reject" }, nameOf("remade"));
    const unnamed = await script(wanted.script);
    const specs = Object.entries(wanted).map(([title, spec]) => ({ name: nameOf(title), ...spec }));
    const run = async (command: "plan" | "apply", ...more: readonly string[]) => {
      const args = [command, "crons.cron.json", "--url", url, "--json", ...more];
      const env = { XDG_STATE_HOME: folder, LANGGRAPH_API_KEY: canaryKey };
      const { code, out } = await cliRun(args, { files: { "crons.cron.json": specs }, env });
      return { code, ...JSON.parse(out.join("\n")) };
    };
    const summary = { create: 1, update: 1, recreate: 1, adopt: 1, conflict: 0, unchanged: 0 };
    expect(await run("plan", "--detailed-exitcode")).toMatchObject({ code: 2, summary });
    expect(await run("apply", "--yes")).toMatchObject({
      code: 0,
      results: [
        { action: "create", outcome: "created", enabled: true },
        { action: "update", outcome: "updated", cron_id: changed.cron_id, changed: ["input"] },
        { action: "recreate", outcome: "recreated", because: ["multitask_strategy"] },
        { action: "adopt", outcome: "updated", cron_id: unnamed.cron_id, took: "unnamed" },
      ],
    });
    expect(await run("plan", "--detailed-exitcode")).toMatchObject({ code: 0, summary: { unchanged: 4 } });
    expect((await ours()).map(({ enabled }) => enabled)).toEqual([true, true, true, true]);
  });
}
