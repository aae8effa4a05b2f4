import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { pauseCron, resumeCron } from "../../../src/core/lifecycle/actions/setEnabled";
import { sweepCopies } from "../../../src/core/lifecycle/finish/sweepCopies";
import type { Cron } from "../../../src/core/server/cron";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { markedCrons } from "../../support/markedCrons";

const { server, metadata, marked, ours, deleteOurs, submit } = markedCrons();

afterEach(deleteOurs);

describe("pausing and resuming", () => {
  test("a missed run is not started later", async () => {
    const made = await submit({ arguments: marked({ schedule: "* * * * * */1" }) });
    const id = "cron" in made ? made.cron.cron_id : "";
    expect(await pauseCron(server, id)).toMatchObject({ enabled: false });
    const before = Date.now();
    const resumed = await resumeCron(server, id);
    expect(resumed.enabled).toBe(true);
    expect(Date.parse(resumed.next_run_date ?? "")).toBeGreaterThanOrEqual(Math.floor(before / 1000) * 1000);
    await server.deleteCron(id);
  });

  test("resuming does not revert a schedule that somebody else has changed", async () => {
    const made = await submit({ arguments: marked({ enabled: false }) });
    const id = "cron" in made ? made.cron.cron_id : "";
    await server.patchCron(id, { schedule: "0 0 4 4 *" });
    expect(await resumeCron(server, id)).toMatchObject({ enabled: true, schedule: "0 0 4 4 *" });
  });
});

describe("the sweep", () => {
  const copies = async (...enabled: readonly boolean[]) => {
    const submission = randomUUID();
    const made: Cron[] = [];
    for (const on of enabled) {
      const own = { ...metadata, [metadataKeys.submission]: submission };
      made.push(await server.createCron(createRequest(marked({ metadata: own, enabled: on }), { name: null })));
    }
    return made.map((cron) => cron.cron_id);
  };

  test("keeps the one that is switched on, or else the oldest, and touches nothing else", async () => {
    const [kept, late] = await copies(true, false);
    const [early, on] = await copies(false, true);
    const [oldest, second, third] = await copies(false, false, false);
    await submit({ arguments: marked({ enabled: false }) });
    const swept = await sweepCopies(server, await ours());
    expect(new Set(swept)).toEqual(new Set([late, early, second, third]));
    const left = (await ours()).map((cron) => cron.cron_id);
    expect(left).toEqual(expect.arrayContaining([kept, on, oldest]));
    expect(left.length).toBe(4);
  });

  test("never deletes a cron that is switched on, even if a list is old", async () => {
    const [first, second] = await copies(false, false);
    const old = await ours();
    await server.patchCron(second ?? "", { enabled: true });
    expect(await sweepCopies(server, old)).toEqual([first]);
    expect(await ours()).toMatchObject([{ cron_id: second, enabled: true }]);
  });
});
