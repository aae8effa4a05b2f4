import { describe, expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import type { JsonObject } from "../../../../../src/core/base/json";
import { recreateCron } from "../../../../../src/core/lifecycle/change/recreateCron";
import { cronHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { JournalEntry } from "../../../../../src/core/lifecycle/submission/submission";
import type { Cron } from "../../../../../src/core/server/cron";
import type { CreateRequest } from "../../../../../src/core/server/requests/createRequest";
import {
  isFinishedHash,
  madeHash,
  metadataKeys,
  replacementOf,
} from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { problemOf } from "../../../../support/failureOf";
import { memoryJournal } from "../../../../support/memoryJournal";
import { MemoryServer } from "../../../support/memoryServer";
import { memoryWork, type WorkChange } from "../../../support/memoryWork";

/** As the server in memory reads it. */
const schedule = "0 9 1 12 *";
const given: CronArguments = { thread_id: null, assistant_id: "agent", schedule };
const finished = { [metadataKeys.name]: "a", [metadataKeys.submission]: "t", [metadataKeys.hash]: "0".repeat(64) };
const old = cronWith({ cron_id: "old", schedule: "1 1 * * *", payload: { assistant_id: "agent" }, metadata: finished });
const because = ["input"] as const;
const writes = ["createCron", "deleteCron", "patchCron"];

interface Change extends WorkChange {
  readonly old?: Partial<Cron>;
  readonly version?: string;
  readonly agreesToUnsafe?: boolean;
}

async function replacing({ old: change = {}, version = "0.16.7", agreesToUnsafe = true, ...more }: Change = {}) {
  const before = { ...old, ...change };
  const server = new MemoryServer([before]);
  server.info = { ...server.info, version };
  const journal = memoryJournal();
  const written: JournalEntry[] = [];
  const noting = {
    ...journal,
    write: (entry: JournalEntry) => {
      written.push(entry);
      return journal.write(entry);
    },
  };
  const at = await memoryWork(server, { arguments: given, journal: noting, answer: "yes", ...more });
  if (agreesToUnsafe) await at.work.agreesTo({ kind: "unsafeServer", version });
  await at.work.holdLease();
  at.calls.length = 0;
  written.length = 0;
  const sent = () => at.calls.filter(([name]) => writes.includes(String(name)));
  const onAnswer = (method: string, act: () => void) => {
    server.pause = async (each, moment) => {
      if (each === method && moment === "answer") act();
    };
  };
  const left = () => [...server.crons.keys()];
  return { ...at, left, old: before, onAnswer, sent, server, written };
}

describe("if crons can be created paused", () => {
  test("the new one is created, the old one deleted, and the new one switched on", async () => {
    const { hash, left, old: before, sent, work, written } = await replacing();
    const outcome = await recreateCron(work, before, because);
    const made = { schedule, enabled: true };
    expect(outcome).toMatchObject({
      kind: "recreated",
      cron: made,
      because,
      staysPaused: false,
      notTaken: [],
      took: "own",
    });
    expect(sent().map(([name]) => name)).toEqual(writes);
    expect([left().length, left().includes("old"), work.isCommitted]).toEqual([1, false, true]);
    const [, request] = sent()[0] as [string, CreateRequest];
    const mark = madeHash(hash, { replaces: "old", enabled: true });
    expect(request.body.metadata).toMatchObject({ [metadataKeys.hash]: mark });
    // Before anything is sent, and before the old one goes.
    const { replaces, replacedBy, ...entry } = work.entry;
    expect(written).toStrictEqual([entry, work.entry]);
    expect([replaces, [replacedBy]]).toEqual(["old", left()]);
  });

  test.each<[string, CronArguments, Partial<Cron>, boolean, boolean]>([
    ["that a person paused stays paused", given, { enabled: false }, true, false],
    [
      "that a person paused is on where that is asked for",
      { ...given, enabled: true },
      { enabled: false },
      false,
      true,
    ],
    [
      "that a submission paused is on",
      given,
      { enabled: false, metadata: { [metadataKeys.submission]: "t" } },
      false,
      true,
    ],
    ["that is to be paused is paused", { ...given, enabled: false }, {}, false, false],
  ])("one %s", async (_what, asked, change, staysPaused, enabled) => {
    const { old: before, sent, work } = await replacing({ arguments: asked, old: change });
    expect(await recreateCron(work, before, because)).toMatchObject({ staysPaused, cron: { enabled } });
    const [, request] = sent()[0] as [string, CreateRequest];
    const { metadata } = request.body as { metadata: JsonObject };
    expect(replacementOf(metadata[metadataKeys.hash])).toEqual({ replaces: "old", enabled });
  });

  test("times that were accepted stay accepted", async () => {
    const accepted = (zone: string | number) => ({
      old: { metadata: { ...finished, [metadataKeys.serverTimes]: zone } },
    });
    const text = await replacing(accepted("Asia/Tokyo"));
    await recreateCron(text.work, text.old, because);
    expect([...text.server.crons.values()]).toMatchObject([{ metadata: { [metadataKeys.serverTimes]: "Asia/Tokyo" } }]);
    const number = await replacing(accepted(1));
    await recreateCron(number.work, number.old, because);
    expect(number.work.acceptedZone).toBeUndefined();
  });

  test("one that the server reads differently is deleted again, and the old one stays", async () => {
    const { left, old: before, work } = await replacing({ arguments: { ...given, schedule: "0 9 * * *" } });
    const outcome = await recreateCron(work, before, because);
    expect(outcome).toMatchObject({
      kind: "mismatch",
      cause: "unknown",
      left: "deleted",
      cron: { schedule: "0 9 * * *" },
    });
    expect([left(), work.isCommitted]).toEqual([["old"], false]);
  });

  test("an old one that has changed in between stays, and is shown as it is now", async () => {
    const { left, old: before, onAnswer, server, work } = await replacing();
    onAnswer("createCron", () => server.change("old", { schedule: "2 2 * * *" }));
    const outcome = await recreateCron(work, before, because);
    expect(outcome).toStrictEqual({ kind: "needsRecreate", because, cron: server.crons.get("old") });
    expect([left(), work.isCommitted]).toEqual([["old"], false]);
  });

  test("one that is gone is an error, unless this submission has deleted it before", async () => {
    const first = await replacing();
    first.server.crons.clear();
    expect(await problemOf(recreateCron(first.work, first.old, because))).toMatchObject({ kind: "notFound" });
    const later = await replacing();
    later.server.crons.clear();
    await later.work.commitToReplace({ cron: later.old, because });
    expect(await recreateCron(later.work, later.old, because)).toMatchObject({ kind: "recreated" });
    // What takes its place is another one by now.
    const [made] = later.left();
    expect(later.written.map(({ replaces }) => replaces)).toEqual(["old", "old", "old"]);
    expect(later.written.map(({ replacedBy }) => replacedBy)).toEqual([undefined, undefined, made]);
  });

  test("what the server does not apply is named", async () => {
    const { old: before, server, work } = await replacing();
    const keeps = server.api.patchCron;
    Object.assign(server.api, {
      patchCron: async (...all: Parameters<typeof keeps>) => ({ ...(await keeps(...all)), timezone: "Asia/Tokyo" }),
    });
    expect(await recreateCron(work, before, because)).toMatchObject({ kind: "recreated", notTaken: ["timezone"] });
  });
});

describe("if they can't", () => {
  const version = "0.7.20";

  test("nothing is done without a yes", async () => {
    const { calls, old: before, work } = await replacing({ version, answer: "no" });
    expect(await recreateCron(work, before, because)).toEqual({ kind: "cancelled" });
    expect(calls).toEqual([]);
  });

  test("the old one is read, deleted, and then the new one created, switched on at once", async () => {
    const { calls, left, old: before, server, work, written } = await replacing({ version });
    const outcome = await recreateCron(work, before, because);
    const made = { schedule, enabled: true };
    expect(outcome).toMatchObject({
      kind: "recreated",
      because,
      cron: made,
      staysPaused: false,
      notTaken: [],
      took: "own",
    });
    const names = calls.map(([name]) => name).filter((name) => name !== "getThread");
    expect(names).toEqual(["getCron", "deleteCron", "createCron"]);
    expect([left().length, left().includes("old")]).toEqual([1, false]);
    // Before the old one goes; the new one is finished from the start.
    expect([written, work.entry.replaces]).toStrictEqual([[work.entry], "old"]);
    const [cron] = server.crons.values();
    expect(isFinishedHash(cron?.metadata[metadataKeys.hash])).toBe(true);
  });

  test("one that has changed in between stays", async () => {
    const { left, old: before, sent, server, work } = await replacing({ version });
    const now = server.change("old", { schedule: "2 2 * * *" });
    expect(await recreateCron(work, before, because)).toStrictEqual({ kind: "needsRecreate", because, cron: now });
    expect([left(), sent()]).toEqual([["old"], []]);
  });

  test("one that the server reads differently is deleted again", async () => {
    const { left, old: before, work } = await replacing({ version, arguments: { ...given, schedule: "0 9 * * *" } });
    const outcome = await recreateCron(work, before, because);
    expect(outcome).toMatchObject({ kind: "mismatch", left: "deleted", cause: "unknown" });
    expect(left()).toEqual([]);
  });
});

test("the hash of the new one is that of what the server has", async () => {
  const { old: before, server, work } = await replacing();
  await recreateCron(work, before, because);
  const [cron] = [...server.crons.values()];
  expect(cron?.metadata[metadataKeys.hash]).toBe(cron && (await cronHash(cron)));
});
