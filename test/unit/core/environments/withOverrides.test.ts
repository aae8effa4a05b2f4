import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../../src/core/base/json";
import type { CronEnvironment } from "../../../../src/core/environments/environmentsFile";
import { findingInOverride, isOverridden, withOverrides } from "../../../../src/core/environments/withOverrides";
import { plainSpec, specWith } from "../../../fixtures/specs/goodSpecs";

const environment = (overrides: Readonly<Record<string, JsonObject>>): CronEnvironment => ({
  name: "staging",
  url: "https://agents.example.com",
  production: false,
  overrides: new Map(Object.entries(overrides)),
});

describe("a spec in an environment", () => {
  test("what is said for all comes first, then what is said for it", () => {
    const of = environment({ "*": { enabled: false, timezone: "UTC" }, daily: { enabled: true } });
    expect(withOverrides(plainSpec, "daily", of)).toEqual(specWith({ enabled: true, timezone: "UTC" }));
    expect(withOverrides(plainSpec, "other", of)).toEqual(specWith({ enabled: false, timezone: "UTC" }));
    expect(withOverrides(plainSpec, "daily", environment({}))).toEqual(plainSpec);
  });

  test("objects are merged key by key, lists are replaced, and null removes", () => {
    const spec = specWith({
      metadata: { team: "red", tier: "test" },
      config: { tags: ["a"], run_name: "x" },
      end_time: "2027-01-01T00:00:00Z",
    });
    const of = environment({
      daily: { metadata: { tier: "live", team: null }, config: { tags: ["b"] }, end_time: null },
    });
    expect(withOverrides(spec, "daily", of)).toEqual(
      specWith({ metadata: { tier: "live" }, config: { tags: ["b"], run_name: "x" } }),
    );
  });

  test("names of every object are keys like any other", () => {
    const hostile = JSON.parse('{ "__proto__": { "polluted": true }, "constructor": 1 }') as JsonObject;
    const merged = withOverrides(
      specWith({ metadata: { constructor: 2, kept: 1 } }),
      "daily",
      environment({ daily: { metadata: hostile } }),
    );
    const metadata = merged.metadata as JsonObject;
    expect(
      Object.entries(metadata)
        .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
        .sort(),
    ).toEqual(['__proto__ {"polluted":true}', "constructor 1", "kept 1"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("the same twice is the same once, and the spec itself is left as it is (property)", () => {
    const value: fc.Arbitrary<JsonValue> = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
    const object = fc.dictionary(fc.constantFrom("schedule", "metadata", "config"), value);
    fc.assert(
      fc.property(object, object, object, (spec, all, own) => {
        const of = environment({ "*": all, daily: own });
        const before = JSON.stringify(spec);
        const once = withOverrides(spec, "daily", of);
        expect(JSON.stringify(spec)).toBe(before);
        expect(withOverrides(once, "daily", environment({ daily: own }))).toEqual(once);
      }),
    );
  });
});

describe("where a value of a spec stands", () => {
  const of = environment({ "*": { enabled: false, metadata: { team: "red" } }, daily: { schedule: "0 7 * * *" } });

  test.each<[readonly (string | number)[], string, string | undefined]>([
    [["schedule"], "daily", "daily"],
    [["schedule"], "other", undefined],
    [["enabled"], "daily", "*"],
    [["metadata", "team"], "daily", "*"],
    // Another key of the same object is still the spec's.
    [["metadata", "tier"], "daily", undefined],
    [["schedule", 0], "daily", "daily"],
    [["input"], "daily", undefined],
    [[], "daily", undefined],
  ])("%j of %s", (path, name, by) => {
    const expected = by === undefined ? undefined : ["environments", "staging", "overrides", by, ...path];
    const finding = { code: "spec.end-in-the-past", severity: "error", path, args: {} } as const;
    expect(findingInOverride(finding, name, of)?.path).toEqual(expected);
  });
});

test.each<[string, Readonly<Record<string, JsonObject>>, boolean]>([
  ["daily", { daily: { enabled: false } }, true],
  ["daily", { "*": { enabled: false } }, true],
  ["daily", { "*": {}, daily: {} }, false],
  ["daily", { weekly: { enabled: false } }, false],
])("whether %s is overridden by %j: %s", (name, overrides, expected) => {
  expect(isOverridden(name, environment(overrides))).toBe(expected);
});
