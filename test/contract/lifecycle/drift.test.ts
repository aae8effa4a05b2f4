import { afterEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/base/json";
import { pauseCron, resumeCron } from "../../../src/core/lifecycle/actions/setEnabled";
import { argumentsHash, cronHash, isChangedOnServer } from "../../../src/core/lifecycle/onServer/cronHash";
import type { SubmitOutcome, SubmitQuestion } from "../../../src/core/lifecycle/submission/submission";
import type { Cron } from "../../../src/core/server/cron";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { madeHash, metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { markedCrons } from "../../support/markedCrons";

const { server, mark, metadata, marked, ours, deleteOurs, submit, altered } = markedCrons();
const name = `drift-${mark}`;

afterEach(deleteOurs);

function cronOf(outcome: SubmitOutcome): Cron {
  if (!("cron" in outcome)) throw new Error(outcome.kind);
  return outcome.cron;
}

const tagged = { metadata: { ...metadata, team: "ours" } };

/** What somebody else does to the cron, with any other client. */
async function submitThenPatch(change: JsonObject): Promise<Cron> {
  const { cron_id } = cronOf(await submit({ name, arguments: marked(tagged) }));
  return server.patchCron(cron_id, change);
}

describe("a cron that was changed on the server since its last submit", () => {
  test.each<[JsonObject, string]>([
    [{ schedule: "0 7 1 1 *" }, "schedule"],
    [{ timezone: "Asia/Tokyo" }, "timezone"],
    [{ input: { a: 1 } }, "input"],
    [{ metadata: { team: "theirs" } }, "metadata"],
    [{ durability: "exit" }, "durability"],
  ])("in %j is reported, and not overwritten without consent", async (change, parameter) => {
    const changed = await submitThenPatch(change);
    expect(await isChangedOnServer(changed)).toBe(true);
    const ours = { name, arguments: marked({ ...tagged, context: { model: "x" } }) };
    const outcome = await submit(ours);
    expect(outcome).toMatchObject({ kind: "needsOverwrite", changed: expect.arrayContaining([parameter, "context"]) });
    expect(await server.getCron(changed.cron_id)).toEqual(changed);
    const asked: SubmitQuestion["kind"][] = [];
    const confirm = async ({ kind }: SubmitQuestion) => {
      asked.push(kind);
      return "yes" as const;
    };
    const done = await submit({ ...ours, confirm });
    expect(["updated", "recreated"]).toContain(done.kind);
    expect(asked.filter((kind) => kind === "overwrite").length).toBe(1);
    expect(await isChangedOnServer(cronOf(done))).toBe(false);
    expect((await submit(ours)).kind).toBe("unchanged");
  });

  test("in metadata that no submit has set does not count: nothing is asked, and it stays", async () => {
    const changed = await submitThenPatch({ metadata: { theirs: true } });
    expect(await isChangedOnServer(changed)).toBe(false);
    const update = { name, arguments: marked({ ...tagged, schedule: "0 7 1 1 *" }) };
    expect(await submit(update)).toMatchObject({ kind: "updated", changed: ["schedule"] });
    expect(await ours()).toMatchObject([{ metadata: { theirs: true, team: "ours" } }]);
  });

  test("to the values of the file needs no question, then or later", async () => {
    await submitThenPatch({ schedule: "0 7 1 1 *" });
    const taken = { name, arguments: marked({ ...tagged, schedule: "0 7 1 1 *" }) };
    expect((await submit(taken)).kind).toBe("unchanged");
    expect(await submit({ name, arguments: marked(tagged) })).toMatchObject({ kind: "updated", changed: ["schedule"] });
  });

  test("does not mean one that was paused, resumed, or updated by another submit", async () => {
    const { cron_id } = cronOf(await submit({ name }));
    expect(await isChangedOnServer(await pauseCron(server, cron_id))).toBe(false);
    expect(await isChangedOnServer(await resumeCron(server, cron_id))).toBe(false);
    const updated = cronOf(await submit({ name, arguments: marked({ schedule: "0 7 1 1 *" }) }));
    expect(await isChangedOnServer(updated)).toBe(false);
  });
});

test("a new cron gets its hash once it is on, or paused as requested, and not before", async () => {
  const bodies: JsonObject[] = [];
  const watched = altered({
    createCron: (request, options) => {
      bodies.push(request.body);
      return server.createCron(request, options);
    },
  });
  const on = cronOf(await submit({ name, server: watched }));
  expect(bodies).toMatchObject([
    { enabled: false, metadata: { [metadataKeys.hash]: madeHash(await argumentsHash(marked())) } },
  ]);
  expect(on.metadata[metadataKeys.hash]).toBe(await cronHash(on));
  expect(on.metadata[metadataKeys.hash]).toBe(await argumentsHash(marked()));
  const paused = cronOf(await submit({ arguments: marked({ enabled: false }) }));
  expect(paused.metadata[metadataKeys.hash]).toBe(await cronHash(paused));
});

test("a cron that only has the name, from another tool, is adopted unchanged", async () => {
  const own = marked({ enabled: false, metadata: { ...metadata, team: "a" } });
  const { cron_id } = await server.createCron(createRequest(own, { name }));
  const same = { name, arguments: marked({ metadata: { ...metadata, team: "a" } }) };
  expect(await submit(same)).toMatchObject({ kind: "unchanged", staysPaused: true, cron: { cron_id } });
  expect(await ours()).toMatchObject([{ cron_id, enabled: false, metadata: { team: "a" } }]);
  await server.patchCron(cron_id, { schedule: "0 7 1 1 *" });
  expect((await submit(same)).kind).toBe("needsOverwrite");
});

test("a cron that was resumed by hand after a mismatch is only paused by people from then on", async () => {
  const made = await server.createCron(
    createRequest(marked({ enabled: false, metadata: { ...metadata, [metadataKeys.submission]: mark } }), { name }),
  );
  await resumeCron(server, made.cron_id);
  await pauseCron(server, made.cron_id);
  expect(await submit({ name })).toMatchObject({ kind: "unchanged", staysPaused: true });
});
