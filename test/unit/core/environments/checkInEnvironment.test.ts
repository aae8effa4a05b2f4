import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json";
import { checkInEnvironment } from "../../../../src/core/environments/checkInEnvironment";
import { now, plainSpec, specWith } from "../../../fixtures/specs/goodSpecs";

const options = { now, minimumMinutes: 5 };
const environment = (overrides: Readonly<Record<string, JsonObject>>) => ({
  name: "staging",
  url: "https://agents.example.com",
  production: false,
  overrides: new Map(Object.entries(overrides)),
});

function found(spec: JsonObject, overrides: Readonly<Record<string, JsonObject>>) {
  const { inOverrides, inSpec } = checkInEnvironment(
    { name: "daily", arguments: spec },
    environment(overrides),
    options,
  );
  const told = (findings: typeof inSpec) => findings.map(({ code, path }) => [code, path.join(".")]);
  return { inOverrides: told(inOverrides), inSpec: told(inSpec) };
}

describe("a spec as an environment has it", () => {
  test("what is wrong in an override is found there", () => {
    expect(found(plainSpec, { daily: { schedule: "61 * * * *" } })).toEqual({
      inOverrides: [["schedule.out-of-range", "environments.staging.overrides.daily.schedule"]],
      inSpec: [],
    });
    expect(found(plainSpec, { "*": { timezone: "Europe/Berln" } }).inOverrides).toEqual([
      [expect.stringMatching(/^timezone\./), "environments.staging.overrides.*.timezone"],
    ]);
  });

  test("what is wrong in the spec only together with an override is found in the spec", () => {
    const spec = specWith({ schedule: "30 2 29 2 *" });
    const { inOverrides, inSpec } = found(spec, { daily: { end_time: "2027-01-01T00:00:00Z" } });
    expect([...inOverrides, ...inSpec].length).toBeGreaterThan(0);
  });

  test("what is wrong anyway, or is corrected, is not told again", () => {
    const wrong = specWith({ schedule: "61 * * * *" });
    expect(found(wrong, { daily: { enabled: false } })).toEqual({ inOverrides: [], inSpec: [] });
    expect(found(wrong, { daily: { schedule: "0 7 * * *" } })).toEqual({ inOverrides: [], inSpec: [] });
    expect(found(wrong, {})).toEqual({ inOverrides: [], inSpec: [] });
  });
});
