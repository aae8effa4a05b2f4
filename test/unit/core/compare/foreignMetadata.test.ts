import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CronArguments, RawArguments } from "../../../../src/core/arguments/cronArguments";
import { isJsonObject, type JsonObject } from "../../../../src/core/base/json";
import { readCronArguments } from "../../../../src/core/checks/checkArguments";
import { exportCron } from "../../../../src/core/compare/exportCron";
import { planUpdate } from "../../../../src/core/compare/planUpdate";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { serverText } from "../../../../src/core/specFile/serverText";
import { plainSpec, specWith } from "../../../fixtures/specs/goodSpecs";
import { stateByHand } from "../../../fixtures/specs/stateByHand";
import { storedCron } from "../../../fixtures/specs/storedCron";

function argumentsOf(raw: RawArguments): CronArguments {
  const read = readCronArguments(raw);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

const mark = (keys: JsonObject) => ({ [metadataKeys.keys]: JSON.stringify(keys) });
const cronWithMetadata = (metadata: JsonObject) =>
  storedCron(plainSpec, { metadata: { ...metadata, langgraph_crons_name: "daily" } });
const planOf = (wanted: JsonObject, stored: JsonObject) =>
  planUpdate(argumentsOf(specWith({ metadata: wanted })), cronWithMetadata(stored));
const patchOf = (wanted: JsonObject, stored: JsonObject): JsonObject => {
  const plan = planOf(wanted, stored);
  return plan.kind === "patch" && isJsonObject(plan.body.metadata) ? plan.body.metadata : {};
};

describe("keys that no submit has set", () => {
  test.each<[string, JsonObject, JsonObject]>([
    ["an owner that the server added", {}, { owner: "user-1" }],
    ["the same beside our own", { team: "a" }, { team: "a", owner: "user-1", ...mark({ team: "set" }) }],
    ["a cron of before the mark", { team: "a" }, { team: "a", old: 1, langgraph_crons_hash: "x" }],
    ["a key that was there before it was in the spec", {}, { owner: "user-1", ...mark({ owner: "found" }) }],
    ["a mark that somebody has overwritten", {}, { a: 1, [metadataKeys.keys]: "[" }],
    ["a mark of another form", {}, { a: 1, [metadataKeys.keys]: '["a"]' }],
    ["a mark that is no text", {}, { a: 1, [metadataKeys.keys]: { a: "set" } }],
    ["what we have cleared already", {}, { a: null, ...mark({ a: "set" }) }],
  ])("are not a difference: %s", (_, wanted, stored) => {
    expect(planOf(wanted, stored)).toEqual({ kind: "none" });
    const cron = cronWithMetadata(stored);
    expect(stateByHand(specWith({ metadata: wanted }), cron).kind).toBe("inSync");
  });

  test("are exported too, and the export is in sync", () => {
    const cron = cronWithMetadata({ team: "a", owner: "user-1", ...mark({ team: "set" }) });
    const spec = exportCron(cron, []);
    if (!spec.ok) throw new Error(spec.failure);
    expect(spec.value.metadata).toEqual({ team: "a", owner: "user-1" });
    expect(stateByHand(spec.value, cron).kind).toBe("inSync");
  });

  test("are not shown by a diff, nor written by an update of the file", () => {
    const text = JSON.stringify(specWith({ metadata: { team: "a" } }), null, 2);
    const spec = parseSpecFile(text, "daily").specs[0];
    if (spec === undefined) throw new Error("no spec");
    const cron = cronWithMetadata({ team: "b", owner: "user-1", ...mark({ team: "set" }) });
    expect(serverText(text, spec, cron)?.text).toBe(text.replace('"team": "a"', '"team": "b"'));
  });
});

test.each<[string, JsonObject, JsonObject, JsonObject]>([
  ["a key that we have set goes", {}, { team: "a", ...mark({ team: "set" }) }, { team: null, ...mark({}) }],
  ["a changed one is set", { team: "b" }, { team: "a", owner: "x" }, { team: "b", ...mark({ team: "set" }) }],
  [
    "one of several",
    { a: 1 },
    { a: 1, b: 2, c: 3, ...mark({ a: "set", b: "set", c: "found" }) },
    { a: 1, b: null, ...mark({ a: "set" }) },
  ],
  [
    "a null in the spec clears even what is not ours",
    { old: null },
    { old: 1 },
    { old: null, ...mark({ old: "set" }) },
  ],
  [
    "what was there before stays known as that",
    { owner: "x", a: 1 },
    { owner: "x" },
    { owner: "x", a: 1, ...mark({ a: "set", owner: "found" }) },
  ],
])("%s", (_, wanted, stored, metadata) => {
  expect(patchOf(wanted, stored)).toEqual({ ...metadata, langgraph_crons_name: "daily" });
});

const key = fc.oneof(fc.constantFrom("a", "b", "owner", "__proto__", "toString"), fc.string());
const userKey = key.filter((text) => !/^langgraph_crons_|^(thread|assistant|run|cron)_id$|^counters_since/.test(text));
const userMetadata: fc.Arbitrary<JsonObject> = fc
  .dictionary(userKey, fc.json(), { maxKeys: 5 })
  .map((texts) => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.parse(text)])));

describe("for any metadata", () => {
  test("a spec that is equal in our keys plans nothing, whatever else there is", () => {
    fc.assert(
      fc.property(userMetadata, userMetadata, fc.constantFrom("set", "found"), (wanted, foreign, origin) => {
        const marked = mark(Object.fromEntries(Object.keys(wanted).map((name) => [name, origin])));
        for (const own of [marked, {}]) {
          expect(planOf(wanted, { ...foreign, ...wanted, ...own })).toEqual({ kind: "none" });
        }
      }),
    );
  });

  test("a PATCH has no key but the spec's, ours, and those that we had set", () => {
    fc.assert(
      fc.property(userMetadata, userMetadata, userMetadata, (wanted, set, foreign) => {
        const marked = mark(Object.fromEntries(Object.keys(set).map((name) => [name, "set"])));
        const patch = patchOf(wanted, { ...foreign, ...set, ...marked });
        for (const [name, value] of Object.entries(patch)) {
          if (name.startsWith("langgraph_crons_")) continue;
          if (Object.hasOwn(wanted, name)) expect(value).toEqual(wanted[name]);
          else expect([value, Object.hasOwn(set, name)]).toEqual([null, true]);
        }
      }),
    );
  });

  test("a key that was removed from the spec is cleared only if we had set it", () => {
    fc.assert(
      fc.property(userMetadata, userMetadata, userKey, fc.boolean(), (kept, foreign, gone, isOurs) => {
        fc.pre(!Object.hasOwn(kept, gone));
        const names = [...Object.keys(kept), ...(isOurs ? [gone] : [])];
        const marked = mark(Object.fromEntries(names.map((name) => [name, "set"])));
        const patch = patchOf(kept, { ...foreign, ...kept, [gone]: "x", ...marked });
        expect(Object.hasOwn(patch, gone)).toBe(isOurs);
      }),
    );
  });
});
