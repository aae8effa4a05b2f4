import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json";
import type { KnownCron } from "../../../../src/core/compare/specState";
import { specState } from "../../../../src/core/compare/specState";
import type { Cron } from "../../../../src/core/server/cron";
import { plainSpec, specWith } from "../../../fixtures/specs/goodSpecs";
import { storedChanges, storedCron } from "../../../fixtures/specs/storedCron";

const known = (...crons: readonly Cron[]): readonly KnownCron[] =>
  crons.map((cron) => ({ cron, changedOnServer: false }));
const stateOf = (change: JsonObject, stored: JsonObject, of: Partial<Cron> = {}) =>
  specState(specWith(change), known(storedCron(specWith(stored), of)));

describe("specState", () => {
  test("is not submitted if there is no cron of its name", () => {
    expect(specState(plainSpec, [])).toEqual({ kind: "notSubmitted" });
  });

  test.each(storedChanges.map((change) => [change]))("is in sync with the cron created from %j", (change) => {
    expect(stateOf(change, change)).toMatchObject({ kind: "inSync", assumed: [] });
  });

  test("lists differences in the order of the declaration, and knows whose change it is", () => {
    const spec = specWith({ input: { a: 2 }, timezone: "Asia/Tokyo" });
    const cron = storedCron(plainSpec);
    for (const changedOnServer of [true, false]) {
      expect(specState(spec, [{ cron, changedOnServer }])).toEqual({
        kind: "differs",
        cron,
        changedOnServer,
        names: ["timezone", "input"],
        assumed: [],
      });
    }
  });

  test("is in sync with a cron that a person has paused; only a spec that says more differs", () => {
    expect(stateOf({}, {}, { enabled: false }).kind).toBe("inSync");
    expect(stateOf({ enabled: true }, {}, { enabled: false })).toMatchObject({ kind: "differs", names: ["enabled"] });
    expect(stateOf({ enabled: false }, {})).toMatchObject({ kind: "differs", names: ["enabled"] });
    const unfinished = { langgraph_crons_name: "daily", langgraph_crons_submission: "s" };
    const paused = { enabled: false, metadata: unfinished };
    expect(stateOf({}, {}, paused)).toMatchObject({ kind: "differs", names: ["enabled"] });
  });

  test("is a duplicate if several run; a paused one beside one that runs is not", () => {
    const on = storedCron(plainSpec);
    const paused = storedCron(plainSpec, { cron_id: "2", enabled: false });
    const second = storedCron(plainSpec, { cron_id: "3" });
    expect(specState(plainSpec, known(on, second, paused))).toEqual({ kind: "duplicate", crons: [on, second] });
    expect(specState(plainSpec, known(on, paused))).toMatchObject({ kind: "inSync", cron: on });
  });

  test("is unknown for an incomplete spec", () => {
    const cron = storedCron(plainSpec);
    expect(specState({ schedule: "* * * * *" }, known(cron))).toEqual({ kind: "unreadable" });
    expect(specState({}, [])).toEqual({ kind: "notSubmitted" });
  });
});

describe("placeholders", () => {
  test.each<[JsonObject, JsonObject]>([
    [{ webhook: "https://example.com/${secret:HOOK}" }, { webhook: "https://example.com/4711" }],
    [{ webhook: "${env:HOOK}" }, { webhook: "https://example.com/" }],
    [{ metadata: { team: "${env:TEAM}" } }, { metadata: { team: "red" } }],
    [{ metadata: { team: "${env:TEAM}" } }, { metadata: { team: "" } }],
    [{ metadata: { list: ["a", "${env:A}-${env:B}-c"] } }, { metadata: { list: ["a", "1-2-3-c"] } }],
  ])("%j can match %j", (spec, stored) => {
    expect(stateOf(spec, stored)).toMatchObject({ kind: "inSync", assumed: Object.keys(spec) });
  });

  test.each<[JsonObject, JsonObject]>([
    [{ webhook: "https://example.com/${secret:HOOK}" }, { webhook: "https://example.org/4711" }],
    [{ webhook: "https://example.com/${secret:HOOK}" }, {}],
    [{ metadata: { team: "${env:TEAM}", a: 1 } }, { metadata: { team: "red", a: 2 } }],
    [{ metadata: { team: "${env:TEAM}" } }, { metadata: { team: 1 } }],
    [{ metadata: { team: "aa${env:TEAM}aa" } }, { metadata: { team: "aaa" } }],
    [{ metadata: { team: "${env:A}-${env:B}-c" } }, { metadata: { team: "1-c" } }],
    [{ metadata: { list: ["${env:A}"] } }, { metadata: { list: ["a", "b"] } }],
  ])("%j can't match %j", (spec, stored) => {
    expect(stateOf(spec, stored)).toMatchObject({ kind: "differs", names: Object.keys(spec) });
  });

  test("of headers and query are ignored: no server keeps them", () => {
    const spec = { headers: { "x-team": "${env:TEAM}" }, params: { a: "${env:A}" } };
    expect(stateOf(spec, {})).toMatchObject({ kind: "inSync", assumed: [] });
  });
});
