import { expect, inject, test } from "vitest";
import { postgresAgentServerPython } from "../../scripts/setup/postgresAgentServer.mjs";
import type { CronArguments } from "../../src/core/arguments/cronArguments";
import { checkVersion } from "../../src/core/checks/rules/checkVersion";
import { createRequest } from "../../src/core/server/requests/createRequest";
import { cliRun } from "../support/cliRun";
import { markedCrons } from "../support/markedCrons";
import { foreignCount, testPull } from "../support/testPull";

const url = inject("postgresServerUrl");
const { server, marked, script, ours, deleteOurs } = markedCrons(url, "look");

/** The command line, with the files that it has written. */
function folder() {
  const files: Record<string, Uint8Array> = {};
  return async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const { code, err, out, written = [] } = await cliRun(args, { files, env });
    for (const [path, text] of written) files[path] = new TextEncoder().encode(text);
    return { code, out: out.join("\n"), err: err.join("\n") };
  };
}

testPull({ url: () => url, count: foreignCount(8), run: folder(), python: postgresAgentServerPython, runs });

/** Nor would this server take an end: see below. */
function runs(given: CronArguments): boolean {
  const server = { product: "agentServer", version: "0.11.1", hasCrons: true } as const;
  return (
    given.end_time === undefined && checkVersion({ ...given }, { server }).every(({ severity }) => severity !== "error")
  );
}

test("crons with a context, which this server never runs, are pulled, and refused each with its reason", async () => {
  for (const context of [undefined, { audience: "team" }, {}, { audience: "all" }])
    await script(marked({ input: {}, ...(context === undefined ? {} : { context }) }));
  const run = folder();
  const ids = (await ours()).map(({ cron_id }) => cron_id);
  const pulled = await run(["pull", ...ids, "--url", url, "--into", "pulled", "--yes"]);
  expect([pulled.code, pulled.out.split("\n").at(-1)]).toEqual([1, expect.stringMatching(/: 4 written, 4 named\.$/)]);
  const named = await ours();
  const applied = await run(["apply", "pulled", "--url", url, "--yes"]);
  const reasons = applied.err.split("\n").filter((line) => line.includes(": error: "));
  expect([applied.code, applied.out, reasons]).toEqual([
    1,
    "",
    ["look-yearly-2", "look-yearly-4"].map((name) =>
      expect.stringMatching(
        `^pulled/${name}\\.cron\\.json.*Agent Server 0\\.11\\.1 accepts crons with “context” but never runs`,
      ),
    ),
  ]);
  expect(applied.err).toMatch(/: 2 invalid, 2 unchanged\. .*\nNothing was changed, because of the errors above\.$/);
  expect(await ours()).toEqual(named);
  await deleteOurs();
});

test("an end is more than this server can store", async () => {
  const request = createRequest(marked({ enabled: false, end_time: "2036-01-01T00:00:00Z" }), { name: null });
  await expect(server.createCron(request)).rejects.toMatchObject({ problem: { kind: "serverError", status: 500 } });
  const { cron_id } = await script(marked());
  const change = server.patchCron(cron_id, { end_time: "2036-01-01T00:00:00Z" });
  await expect(change).rejects.toMatchObject({ problem: { kind: "serverError", status: 500 } });
  await deleteOurs();
});
