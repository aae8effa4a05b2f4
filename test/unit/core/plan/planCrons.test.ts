import { describe, expect, test } from "vitest";
import type { RawArguments } from "../../../../src/core/arguments/cronArguments";
import type { JsonObject } from "../../../../src/core/base/json";
import { englishSentences } from "../../../../src/core/base/message";
import { specFinding } from "../../../../src/core/checks/specFinding";
import { cronHash, finishedMetadata } from "../../../../src/core/lifecycle/onServer/cronHash";
import { planCrons } from "../../../../src/core/plan/planCrons";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { capabilitiesOf } from "../../../../src/core/server/capabilities";
import type { Cron } from "../../../../src/core/server/cron";
import { madeHash, metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { now, plainSpec, specWith } from "../../../fixtures/specs/goodSpecs";
import { storedCron } from "../../../fixtures/specs/storedCron";

const newServer = capabilitiesOf({ product: "agentServer", version: "0.16.7" });
const oldServer = capabilitiesOf({ product: "agentServer", version: "0.7.20" });

async function planAll(
  specs: Readonly<Record<string, RawArguments>>,
  crons: readonly Cron[] = [],
  capabilities = newServer,
) {
  const checked = Object.entries(specs).map(([name, given]) => ({ draft: { name, arguments: given }, findings: [] }));
  return planCrons(checked, { crons, capabilities, dialect: standardDialect, set: null, now });
}

async function planOne(given: RawArguments, crons: readonly Cron[] = [], capabilities = newServer) {
  const [change] = await planAll({ daily: given }, crons, capabilities);
  if (change === undefined) throw new Error("each spec has a change");
  const { action, because, keys, runsPerMonth } = change;
  return { action, keys, runsPerMonth, because: englishSentences(because), id: change.cron?.cron_id };
}

/** As a finished submit leaves it. */
async function submitted(given: JsonObject, change: Partial<Cron> = {}): Promise<Cron> {
  const cron = storedCron(given, change);
  return {
    ...cron,
    metadata: { ...cron.metadata, ...(await finishedMetadata(cron, {})), langgraph_crons_submission: "s" },
  };
}

const cronId = storedCron(plainSpec).cron_id;
const { langgraph_crons_name: _, ...noName } = storedCron(plainSpec).metadata;

describe("each action", () => {
  test("create, with what is sent and the runs of 30 days", async () => {
    const { schedule, ...rest } = plainSpec;
    expect(await planOne(plainSpec)).toEqual({
      action: "create",
      keys: ["thread_id", "assistant_id", "schedule", "input"].map((key) => ({
        key,
        before: null,
        after: { schedule, ...rest }[key],
      })),
      runsPerMonth: { before: 0, after: 30 },
      because: "",
      id: undefined,
    });
  });

  test("nothing", async () => {
    expect(await planOne(plainSpec, [await submitted(plainSpec)])).toEqual({
      action: "nothing",
      keys: [],
      runsPerMonth: { before: 30, after: 30 },
      because: "",
      id: cronId,
    });
  });

  test("update", async () => {
    const wanted = specWith({ schedule: "0 9,15 * * *", metadata: { team: "red" } });
    const of = await submitted(plainSpec);
    const cron = { ...of, metadata: { ...of.metadata, note: "a colleague's" } };
    expect(await planOne(wanted, [cron])).toMatchObject({
      action: "update",
      keys: [
        { key: "schedule", before: "27 15 * * *", after: "0 9,15 * * *" },
        { key: "metadata", before: {}, after: { team: "red" } },
      ],
      runsPerMonth: { before: 30, after: 60 },
    });
  });

  test("pause and resume", async () => {
    const on = await submitted(plainSpec);
    expect(await planOne(specWith({ enabled: false }), [on])).toMatchObject({
      action: "pause",
      keys: [{ key: "enabled", before: true, after: false }],
      runsPerMonth: { before: 30, after: 0 },
    });
    expect(await planOne(specWith({ enabled: true }), [{ ...on, enabled: false }])).toMatchObject({
      action: "resume",
      keys: [{ key: "enabled", before: false, after: true }],
      runsPerMonth: { before: 0, after: 30 },
    });
    // What a person has paused stays so, whatever else changes.
    expect(await planOne(plainSpec, [{ ...on, enabled: false }])).toMatchObject({ action: "nothing" });
    expect(await planOne(specWith({ schedule: "0 9 * * *" }), [{ ...on, enabled: false }])).toMatchObject({
      action: "update",
      runsPerMonth: { before: 0, after: 0 },
    });
  });

  test("recreate, and why", async () => {
    const elsewhere = specWith({ thread_id: null, schedule: "0 9 * * *" });
    expect(await planOne(elsewhere, [await submitted(plainSpec)])).toMatchObject({
      action: "recreate",
      keys: [
        { key: "thread_id", before: plainSpec.thread_id, after: null },
        { key: "schedule", before: "27 15 * * *", after: "0 9 * * *" },
      ],
      because: "No update can change thread_id",
    });
    const given = specWith({ schedule: "0 9 * * *" });
    expect(await planOne(given, [await submitted(plainSpec)], oldServer)).toMatchObject({
      action: "recreate",
      because: "This server can't change crons",
    });
  });

  test("adopt, each cron once", async () => {
    const scripted = storedCron(plainSpec, { metadata: noName });
    expect(await planOne(plainSpec, [scripted])).toMatchObject({
      action: "adopt",
      keys: [],
      runsPerMonth: { before: 30, after: 30 },
      because: expect.stringContaining(cronId),
    });
    expect((await planAll({ one: plainSpec, two: plainSpec }, [scripted])).map(({ action }) => action)).toEqual([
      "adopt",
      "create",
    ]);
    expect(await planOne(plainSpec, [{ ...scripted, enabled: false }])).toMatchObject({ action: "create" });
  });

  test("conflict: somebody has changed it, or several run", async () => {
    const cron = await submitted(plainSpec);
    const changed = { ...cron, schedule: "0 7 * * *" };
    expect(await planOne(plainSpec, [changed])).toMatchObject({
      action: "conflict",
      keys: [{ key: "schedule", before: "0 7 * * *", after: "27 15 * * *" }],
      because: expect.stringContaining("schedule"),
      runsPerMonth: { before: 30, after: 30 },
    });
    expect(await planOne(plainSpec, [cron, { ...cron, cron_id: "2" }])).toMatchObject({
      action: "conflict",
      because: expect.stringMatching(`${cronId}, 2`),
      runsPerMonth: { before: 60, after: 60 },
    });
  });

  test("invalid: a spec with an error, also beside a cron of its name", async () => {
    const findings = [specFinding("spec.too-deep", [])];
    const checked = [{ draft: { name: "daily", arguments: {} }, findings }];
    const crons = [await submitted(plainSpec)];
    const facts = { crons, capabilities: newServer, dialect: standardDialect, set: null, now };
    expect(await planCrons(checked, facts)).toMatchObject([
      { action: "invalid", keys: [], findings, runsPerMonth: { before: 30, after: 30 } },
    ]);
  });
});

describe("no secret is in a plan", () => {
  const secret = "sk-abcdefghijklmnopqrstuvwxyz0123456789";

  test.each<[string, JsonObject]>([
    ["headers", { headers: { "x-key": secret } }],
    ["params", { params: { key: secret } }],
    ["webhook", { webhook: `https://hooks.example.com/${secret}` }],
    ["config", { config: { configurable: { "x-api-key": "short" } } }],
    ["input", { input: { api_key: secret } }],
    ["metadata", { metadata: { token: secret } }],
  ])("in %s: only its place", async (key, change) => {
    const text = JSON.stringify(await planOne(specWith(change)));
    expect(text).toContain(`"${key}"`);
    expect(text).not.toMatch(/sk-abc|"short"/);
    const old = JSON.stringify(await planOne(specWith({ [key]: { other: 1 } }), [await submitted(specWith(change))]));
    expect(old).not.toMatch(/sk-abc|"short"/);
  });

  test("placeholders stay as they are written, count as equal, and the plan says so", async () => {
    const given = specWith({ metadata: { team: "${env:TEAM}" } });
    const after = (await planOne(given)).keys.find(({ key }) => key === "metadata")?.after;
    expect(after).toEqual({ team: "${env:TEAM}" });
    const cron = await submitted(specWith({ metadata: { team: "red" } }));
    const mark = { langgraph_crons_keys: JSON.stringify({ team: "set" }) };
    expect(await planOne(given, [{ ...cron, metadata: { ...cron.metadata, ...mark } }])).toMatchObject({
      action: "nothing",
      because: expect.stringMatching(/not compared/),
    });
  });
});

test("runs that nobody can count are unknown", async () => {
  expect((await planOne(specWith({ schedule: "R R * * *" }))).runsPerMonth).toEqual({ before: 0, after: null });
});

describe("a replacement that a dead submit has left paused is finished, not resumed", () => {
  const because = "A submit was interrupted after it had deleted the cron that this one replaces";
  const left = async (enabled: boolean, given: JsonObject = plainSpec) => {
    const cron = storedCron(given, { enabled: false });
    const hash = madeHash(await cronHash(cron), { replaces: "old", enabled });
    return { ...cron, metadata: { ...cron.metadata, [metadataKeys.submission]: "s", [metadataKeys.hash]: hash } };
  };

  test.each<[string, boolean, RawArguments, string, readonly string[], number]>([
    ["one that was on", true, plainSpec, "update", ["enabled"], 30],
    ["one that a person had paused", false, plainSpec, "update", [], 0],
    ["one that the spec switches on", false, specWith({ enabled: true }), "update", ["enabled"], 30],
    ["one that the spec switches off", true, specWith({ enabled: false }), "update", [], 0],
    ["one with more to change", true, specWith({ schedule: "0 9 1 * *" }), "update", ["schedule", "enabled"], 1],
    [
      "one that has to be made again",
      true,
      specWith({ assistant_id: "other" }),
      "recreate",
      ["assistant_id", "enabled"],
      30,
    ],
  ])("%s", async (_what, wasOn, given, action, keys, after) => {
    const change = await planOne(given, [await left(wasOn)]);
    expect({ ...change, keys: change.keys.map(({ key }) => key) }).toEqual({
      action,
      keys,
      runsPerMonth: { before: 0, after },
      because: expect.stringContaining(because),
      id: cronId,
    });
    expect(change.keys.filter(({ key }) => key === "enabled")).toEqual(
      after === 0 ? [] : [{ key: "enabled", before: false, after: true }],
    );
  });
});
