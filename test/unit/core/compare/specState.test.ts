import { describe, expect, test } from "vitest";
import type { RawArguments } from "../../../../src/core/arguments/cronArguments";
import type { JsonObject } from "../../../../src/core/base/json";
import type { KnownCron, WantedCron } from "../../../../src/core/compare/specState";
import { differenceNames, specState } from "../../../../src/core/compare/specState";
import type { Cron } from "../../../../src/core/server/cron";
import type { Ownership } from "../../../../src/core/server/stored/ownership";
import { plainSpec, specWith } from "../../../fixtures/specs/goodSpecs";
import { storedChanges, storedCron } from "../../../fixtures/specs/storedCron";

const known = (...crons: readonly Cron[]): readonly KnownCron[] => crons.map((cron) => ({ cron }));
const newServer = { patches: true };
const asWritten = (raw: RawArguments): WantedCron => ({ arguments: raw, ownership: { protect: false } });
const stateOf = (change: JsonObject, stored: JsonObject, of: Partial<Cron> = {}) =>
  specState(asWritten(specWith(change)), known(storedCron(specWith(stored), of)), newServer);

describe("specState", () => {
  test("is not submitted if there is no cron of its name", () => {
    expect(specState(asWritten(plainSpec), [], newServer)).toEqual({ kind: "notSubmitted" });
  });

  test.each(storedChanges.map((change) => [change]))("is in sync with the cron created from %j", (change) => {
    expect(stateOf(change, change)).toMatchObject({ kind: "inSync", assumed: [] });
  });

  test("lists differences in the order of the declaration, and keeps what is known of the cron", () => {
    const wanted = asWritten(specWith({ input: { a: 2 }, timezone: "Asia/Tokyo" }));
    const cron = storedCron(plainSpec);
    for (const changedOnServer of [true, false]) {
      expect(specState(wanted, [{ cron, changedOnServer }], newServer)).toMatchObject({
        kind: "differs",
        cron,
        changedOnServer,
        names: ["timezone", "input"],
        marks: [],
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
    expect(specState(asWritten(plainSpec), known(on, second, paused), newServer)).toEqual({
      kind: "duplicate",
      crons: [on, second],
    });
    expect(specState(asWritten(plainSpec), known(on, paused), newServer)).toMatchObject({ kind: "inSync", cron: on });
  });

  test("is unknown for an incomplete spec", () => {
    const cron = storedCron(plainSpec);
    expect(specState(asWritten({ schedule: "* * * * *" }), known(cron), newServer)).toEqual({
      kind: "unreadable",
      cron,
    });
    expect(specState(asWritten({}), [], newServer)).toEqual({ kind: "notSubmitted" });
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

describe("whose the cron is", () => {
  const owned = (metadata: JsonObject, of: Partial<Cron> = {}) => {
    const cron = storedCron(plainSpec, of);
    return { ...cron, metadata: { ...cron.metadata, ...metadata } };
  };
  const inSet = { langgraph_crons_set: "reports" };
  const kept = { langgraph_crons_protect: "yes" };
  const stand = (ownership: Partial<Ownership>, cron: Cron, raw: RawArguments = plainSpec, server = newServer) => {
    const state = specState({ arguments: raw, ownership }, known(cron), server);
    return state.kind === "differs" ? differenceNames(state) : state.kind;
  };

  test.each<[string, Partial<Ownership>, JsonObject, string | readonly string[]]>([
    ["protected in the file alone", { protect: true }, {}, ["protect"]],
    ["protected on the server alone", { protect: false }, kept, ["protect"]],
    ["protected in both", { protect: true }, kept, "inSync"],
    ["protected by a mark that nobody can read", { protect: false }, { langgraph_crons_protect: "?" }, ["protect"]],
    ["not in its set yet", { set: "reports", protect: false }, {}, ["set"]],
    ["in its set", { set: "reports", protect: false }, inSet, "inSync"],
    ["neither in its set nor protected", { set: "reports", protect: true }, {}, ["set", "protect"]],
    ["in another set", { set: "billing", protect: false }, inSet, "anotherSet"],
    ["in another set, and protected", { set: "billing", protect: true }, { ...inSet, ...kept }, "anotherSet"],
    ["in a set, where the environment has none", { set: null, protect: false }, inSet, "anotherSet"],
    ["in a set, which a submit by hand does not look at", { protect: false }, inSet, "inSync"],
    ["in a set, submitted by hand with a protection", { protect: true }, inSet, ["protect"]],
    [
      "to be deleted by prune",
      { protect: false },
      { langgraph_crons_pruned: "paused:2026-11-20T00:00:00.000Z" },
      ["pruned"],
    ],
    ["back after prune had it", { protect: false }, { langgraph_crons_pruned: "" }, "inSync"],
  ])("%s", (_what, ownership, metadata, expected) => {
    expect(stand(ownership, owned(metadata))).toEqual(expected);
  });

  test("beside parameters that differ, these come first", () => {
    const raw = specWith({ schedule: "0 7 * * *" });
    expect(stand({ set: "reports", protect: true }, owned({}), raw)).toEqual(["schedule", "set", "protect"]);
  });

  test("is said where a cron in a set is compared by hand", () => {
    const state = specState(asWritten(plainSpec), known(owned(inSet)), newServer);
    expect(state).toMatchObject({ kind: "inSync", inSet: "reports" });
    const asked = specState({ arguments: plainSpec, ownership: { set: "reports" } }, known(owned(inSet)), newServer);
    expect(asked).toMatchObject({ kind: "inSync", inSet: undefined });
  });

  test("does not count on a server that can't change it", () => {
    expect(stand({ set: "reports", protect: true }, owned({}), plainSpec, { patches: false })).toBe("inSync");
    expect(stand({ set: "billing", protect: true }, owned(inSet), plainSpec, { patches: false })).toBe("anotherSet");
  });

  test("one of another set is in the way, even beside one that runs", () => {
    const wanted = { arguments: plainSpec, ownership: { set: "billing" } };
    const other = owned(inSet, { cron_id: "2", enabled: false });
    expect(specState(wanted, known(owned({}), other), newServer)).toEqual({
      kind: "anotherSet",
      cron: other,
      inSet: "reports",
    });
  });
});
