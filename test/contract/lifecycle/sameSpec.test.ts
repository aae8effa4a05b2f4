import { afterEach, describe, expect, test } from "vitest";
import { pauseCron } from "../../../src/core/lifecycle/actions/setEnabled";
import type { SubmitAnswer, SubmitProgress, SubmitQuestion } from "../../../src/core/lifecycle/submission/submission";
import type { SubmissionStep } from "../../../src/core/lifecycle/submission/submissionSteps";
import { ServerFailure } from "../../../src/core/server/problems/serverProblem";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { answering } from "../../support/answering";
import { markedCrons } from "../../support/markedCrons";

const { server, mark, metadata, marked, ours, deleteOurs, submit, altered } = markedCrons();

const request = { method: "PATCH", path: "/runs/crons/x" } as const;

afterEach(deleteOurs);

describe("a spec that was submitted before", () => {
  const name = `spec-${mark}`;

  test("unchanged: nothing happens", async () => {
    const first = await submit({ name });
    const second = await submit({ name });
    expect(second.kind).toBe("unchanged");
    expect(await ours()).toMatchObject([{ enabled: true, updated_at: "cron" in first ? first.cron.updated_at : "" }]);
  });

  test("changed: its cron is updated, keeps its id and its marks, and its runs get them too", async () => {
    const first = await submit({ name });
    const second = await submit({
      name,
      arguments: marked({ schedule: "30 9 * * 1-5", timezone: "Europe/Berlin", metadata: { ...metadata, team: "a" } }),
    });
    expect(second).toMatchObject({ kind: "updated", changed: ["schedule", "timezone", "metadata"] });
    const [cron, ...others] = await ours();
    expect(others).toEqual([]);
    expect(cron?.cron_id).toBe("cron" in first ? first.cron.cron_id : "");
    const read = await server.getCron(cron?.cron_id ?? "");
    expect(read).toMatchObject({ schedule: "30 9 * * 1-5", timezone: "Europe/Berlin", enabled: true });
    expect(read.metadata).toMatchObject({ team: "a", [metadataKeys.name]: name });
    expect(read.payload?.metadata).toEqual(read.metadata);
    const hashes = [first, second].map((outcome) =>
      "cron" in outcome ? outcome.cron.metadata[metadataKeys.hash] : undefined,
    );
    expect(new Set(hashes).size).toBe(2);
  });

  test("paused by a person in between: it stays paused, whatever else is changed", async () => {
    const first = await submit({ name });
    await pauseCron(server, "cron" in first ? first.cron.cron_id : "");
    expect(await submit({ name })).toMatchObject({ kind: "unchanged", staysPaused: true, cron: { enabled: false } });
    expect(await submit({ name, arguments: marked({ schedule: "30 9 * * 1-5", input: {} }) })).toMatchObject({
      kind: "updated",
      changed: ["schedule", "input"],
      staysPaused: true,
      cron: { enabled: false },
    });
    expect(await submit({ name, confirm: answering({ recreate: "yes" }) })).toMatchObject({
      kind: "recreated",
      because: ["input"],
      staysPaused: true,
    });
    expect(await ours()).toMatchObject([{ enabled: false }]);
    expect(await submit({ name })).toMatchObject({ kind: "unchanged", staysPaused: true });
  });

  test("paused in between, and enabled in the spec: it is switched on, and its next run is in the future", async () => {
    const first = await submit({ name });
    await pauseCron(server, "cron" in first ? first.cron.cron_id : "");
    const steps: SubmissionStep[] = [];
    const on = {
      name,
      arguments: marked({ enabled: true }),
      onProgress: ({ step }: SubmitProgress) => steps.push(step),
    };
    expect(await submit(on)).toMatchObject({
      kind: "updated",
      changed: ["enabled"],
      cron: { enabled: true },
    });
    expect(steps).toEqual(["looking", "updating", "comparing", "switchingOn"]);
  });

  test("changed in what the server reads differently: paused", async () => {
    await submit({ name });
    const misread = altered({
      patchCron: async (id, change) => {
        const cron = await server.patchCron(id, change);
        return "schedule" in change ? { ...cron, schedule: "0 0 * * *" } : cron;
      },
    });
    const outcome = await submit({ name, server: misread, arguments: marked({ schedule: "0 1 1 1 *" }) });
    expect(outcome).toMatchObject({ kind: "mismatch", left: "paused", mismatches: [{ what: "schedule" }] });
    expect(await ours()).toMatchObject([{ enabled: false }]);
    // No person has paused it: the next submit, of what the server understands, switches it on.
    expect(await submit({ name })).toMatchObject({ kind: "updated", staysPaused: false, cron: { enabled: true } });
  });

  test("changed in what the server reads differently, and it can't be paused: this is reported", async () => {
    await submit({ name });
    let patches = 0;
    const failing = altered({
      patchCron: async (id, change) => {
        patches += 1;
        if (patches > 1)
          throw new ServerFailure({ kind: "rejected", status: 403, detail: "no", parameter: null }, request);
        return { ...(await server.patchCron(id, change)), timezone: "Asia/Tokyo" };
      },
    });
    const outcome = await submit({ name, server: failing, arguments: marked({ schedule: "0 1 1 1 *" }) });
    expect(outcome).toMatchObject({ kind: "mismatch", left: "on", cron: { enabled: true } });
  });

  test("changed by somebody else between reading and writing: the update is planned again from the new state", async () => {
    const first = await submit({ name });
    const id = "cron" in first ? first.cron.cron_id : "";
    const interfering = () => {
      let interfered = false;
      return altered({
        getCron: async (cronId) => {
          if (!interfered)
            await server.patchCron(cronId, { schedule: "0 0 2 2 *", metadata: { ...metadata, theirs: 1 } });
          interfered = true;
          return server.getCron(cronId);
        },
      });
    };
    const change = { name, arguments: marked({ end_time: "2099-01-01T00:00:00Z", enabled: false }) };
    expect(await submit({ ...change, server: interfering() })).toMatchObject({
      kind: "needsOverwrite",
      changed: expect.arrayContaining(["schedule", "end_time"]),
    });
    expect(await server.getCron(id)).toMatchObject({ schedule: "0 0 2 2 *", end_time: null, enabled: true });
    const outcome = await submit({ ...change, server: interfering(), confirm: answering({ overwrite: "yes" }) });
    expect(outcome).toMatchObject({ kind: "updated" });
    expect(outcome.kind === "updated" && outcome.changed).toEqual(
      expect.arrayContaining(["schedule", "end_time", "enabled"]),
    );
    expect(await server.getCron(id)).toMatchObject({ schedule: "0 0 1 1 *", enabled: false });
  });

  test("changed in what PATCH can't change: only after asking, and never two", async () => {
    const first = await submit({ name, arguments: marked({ input: { messages: [] } }) });
    const asked: SubmitQuestion[] = [];
    const answer = (reply: SubmitAnswer) => async (question: SubmitQuestion) => {
      asked.push(question);
      return reply;
    };
    expect((await submit({ name })).kind).toBe("needsRecreate");
    expect((await submit({ name, confirm: answer("no") })).kind).toBe("needsRecreate");
    expect(await ours()).toMatchObject([{ cron_id: "cron" in first ? first.cron.cron_id : "", enabled: true }]);
    const outcome = await submit({ name, confirm: answer("yes") });
    expect(outcome).toMatchObject({ kind: "recreated", because: ["input"], cron: { enabled: true } });
    const question = { kind: "recreate", because: ["input"] };
    expect(asked).toMatchObject([question, question]);
    expect(await ours()).toMatchObject([{ cron_id: "cron" in outcome ? outcome.cron.cron_id : "", enabled: true }]);
  });

  test("changed while the user was asked about deleting it: nothing is deleted", async () => {
    const first = await submit({ name, arguments: marked({ input: { messages: [] } }) });
    const outcome = await submit({
      name,
      confirm: async () => {
        await server.patchCron("cron" in first ? first.cron.cron_id : "", { schedule: "0 0 3 3 *" });
        return "yes";
      },
    });
    expect(outcome.kind).toBe("needsRecreate");
    expect(await ours()).toMatchObject([{ cron_id: "cron" in first ? first.cron.cron_id : "", schedule: "0 0 3 3 *" }]);
  });

  test("to be recreated, but read differently: the old one keeps running", async () => {
    await submit({ name, arguments: marked({ input: { messages: [] } }) });
    const misread = altered({
      createCron: async (request) => ({ ...(await server.createCron(request)), timezone: "Asia/Tokyo" }),
    });
    const outcome = await submit({ name, server: misread, confirm: answering({ recreate: "yes" }) });
    expect(outcome).toMatchObject({ kind: "mismatch", left: "deleted" });
    expect(await ours()).toMatchObject([{ enabled: true }]);
  });

  test("two that are switched on, of different submissions, are reported and not changed", async () => {
    for (const submission of ["one", "two"]) {
      const own = { ...metadata, [metadataKeys.submission]: submission };
      await server.createCron(createRequest(marked({ metadata: own }), { name }));
    }
    const outcome = await submit({ name, arguments: marked({ schedule: "0 0 5 5 *" }) });
    expect(outcome.kind === "ambiguous" && outcome.crons.length).toBe(2);
    expect((await ours()).map(({ schedule, enabled }) => [schedule, enabled])).toEqual([
      ["0 0 1 1 *", true],
      ["0 0 1 1 *", true],
    ]);
  });
});

test("one spec submitted for the first time by eight people at once leaves one cron", async () => {
  const name = `race-${mark}`;
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => submit({ name })));
  const kinds = outcomes.map((outcome) =>
    outcome.status === "fulfilled" ? outcome.value.kind : String(outcome.reason),
  );
  expect(kinds.filter((kind) => kind === "created").length, kinds.join()).toBe(1);
  expect(await ours()).toMatchObject([{ enabled: true }]);
});
