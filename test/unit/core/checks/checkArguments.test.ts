import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parameters } from "../../../../src/core/arguments/parameters";
import type { JsonObject, JsonValue } from "../../../../src/core/base/json";
import { type CheckOptions, checkArguments, readCronArguments } from "../../../../src/core/checks/checkArguments";
import { findingCatalogue } from "../../../../src/core/finding/findingCatalogue";
import { findingMessage } from "../../../../src/core/finding/findingMessage";
import { badSpecs } from "../../../fixtures/specs/badSpecs";
import { goodChanges, now, specWith } from "../../../fixtures/specs/goodSpecs";

const options: CheckOptions = { now, minimumMinutes: 5 };
const codes = (spec: JsonObject, more: Partial<CheckOptions> = {}) =>
  checkArguments(spec, { ...options, ...more }).map(({ code }) => code);

const agentServer = (version: string) => ({ product: "agentServer", version }) as const;

describe("checkArguments", () => {
  test("reads six fields as the chosen server does", () => {
    const spec = specWith({ schedule: "0 30 9 * * 1", end_time: "2999-01-01T00:00:00Z" });
    expect(codes(spec)).toContain("schedule.seconds-first-refused");
    expect(codes(spec, { dialect: "secondsFirst" })).toEqual(["schedule.not-portable-fields"]);
  });

  test("warns of an end on a server of this computer, where it may stop the scheduler", () => {
    const ends = { end_time: "2999-01-01T00:00:00Z" };
    expect(codes(specWith(ends))).toEqual([]);
    expect(codes(specWith(ends), { onLoopback: true })).toEqual(["spec.end-stops-scheduler"]);
    expect(codes(specWith({ ...ends, enabled: false }), { onLoopback: true })).toEqual([]);
    expect(codes(specWith({}), { onLoopback: true })).toEqual([]);
    expect(codes(specWith(ends), { onLoopback: true, server: agentServer("0.16.8") })).toEqual([]);
    expect(codes(specWith(ends), { onLoopback: true, server: agentServer("0.16.7") })).toHaveLength(1);
    expect(codes(specWith(ends), { onLoopback: true, server: { product: "aegra", version: "0.11.0" } })).toEqual([]);
  });

  test("finds nothing else in a good spec for a new server on this computer", () => {
    for (const change of goodChanges.filter((good) => !Object.hasOwn(good, "end_time"))) {
      expect(codes(specWith(change), { server: agentServer("0.16.7"), onLoopback: true })).toEqual([]);
    }
  });

  test("finds values that are nested too deep, wherever they are", () => {
    const tooDeep = badSpecs.filter(({ code }) => code === "spec.too-deep");
    for (const { change } of tooDeep) expect(codes(specWith(change))).toEqual(["spec.too-deep"]);
    expect(tooDeep.length).toBeGreaterThan(3);
  });

  test("reports environment variables without a value only if it may look", () => {
    const spec = specWith({ headers: { a: "${env:HERE}", b: "${env:AWAY} ${secret:AWAY}" }, input: { c: "x" } });
    expect(codes(spec)).toEqual([]);
    const found = checkArguments(spec, { ...options, hasEnvironment: (name) => name === "HERE" });
    expect(found).toEqual([
      expect.objectContaining({ code: "spec.env-not-here", path: ["headers", "b"], span: { start: 0, end: 11 } }),
    ]);
  });

  test("reports a misspelt key as misspelt, and not as missing too", () => {
    expect(codes(specWith({ schedule: undefined, shedule: "@daily" }))).toEqual(["spec.unknown-key-similar"]);
    expect(codes(specWith({ shedule: "@daily" }))).toEqual(["spec.unknown-key"]);
  });

  test.each([
    ["0.7.68", { timezone: "UTC" }, ["spec.too-new"]],
    ["0.7.69", { timezone: "UTC" }, []],
    ["0.5.17", { thread_id: null, on_run_completed: "keep" }, ["spec.too-new"]],
    ["0.15.1", { context: { a: 1 } }, ["spec.context-never-runs"]],
    ["0.15.1", { context: {} }, []],
    ["v0.16.7", { context: { a: 1 } }, []],
    ["dev", { context: { a: 1 }, timezone: "UTC" }, []],
    ["0.16.7", { context: { a: 1 } }, []],
    ["0.16.7rc1", { context: { a: 1 } }, []],
    ["1.0", { context: { a: 1 }, timezone: "UTC" }, []],
  ] as const)("knows what Agent Server %s makes of %j", (version, change, expected) => {
    expect(codes(specWith(change), { server: agentServer(version) })).toEqual(expected);
  });

  test.each(["aegra", "other"] as const)("reads the versions of %s as its own, not as an Agent Server's", (product) => {
    const change = { thread_id: null, on_run_completed: "keep", context: { a: 1 }, timezone: "UTC" };
    for (const version of ["0.11.0", "0.1.0", "0.5.17"]) {
      expect(codes(specWith(change), { server: { product, version } })).toEqual([]);
    }
  });

  test("refuses a text of 5 MB in every parameter, at its place", () => {
    const huge = "x".repeat(5_000_000);
    for (const { name, type } of parameters) {
      const isObject = ["object", "objectOrList", "headers", "query"].includes(type.kind);
      const found = checkArguments(specWith({ [name]: isObject ? { a: huge } : huge }), options);
      expect(found.filter(({ path, severity }) => path[0] === name && severity === "error")).not.toEqual([]);
      for (const finding of found) expect(findingMessage(finding).length).toBeLessThan(400);
    }
  }, 60_000);

  test("shows hostile text on one line and cut, whatever it is", () => {
    const hostile = `<img src=x onerror=alert(1)>\r\n](command:x)\u202E${"y".repeat(500)}`;
    for (const { name } of parameters) {
      for (const finding of checkArguments(specWith({ [name]: hostile, [hostile]: 1 }), options)) {
        expect(findingMessage(finding)).not.toMatch(/[\r\n\u202E]|y{100}/);
      }
    }
  });

  test("never shows a secret that it warns of", () => {
    const secret = `ghp_${"0aB".repeat(12)}`;
    const spec = specWith({ headers: { a: secret }, metadata: { a: secret }, input: { a: secret }, webhook: secret });
    const said = checkArguments(spec, options).map((finding) => findingMessage(finding) + JSON.stringify(finding));
    expect(said.join()).not.toContain(secret);
  });

  test("never throws, whatever is in a spec", () => {
    const key = fc.oneof(fc.constantFrom(...parameters.map(({ name }) => name as string)), fc.string());
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 12 }), (spec) => {
        for (const finding of checkArguments(spec as JsonObject, options)) {
          const { message } = findingCatalogue[finding.code];
          for (const [, name = ""] of message.matchAll(/\{(\w+)\}/g)) expect(finding.args).toHaveProperty(name);
          expect(finding.path.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  test("gives up on a draft nested 100,000 deep with one finding", () => {
    let value: JsonValue = 1;
    for (let level = 0; level < 100_000; level++) value = [value];
    expect(codes(specWith({ input: { a: value } }))).toEqual(["spec.too-deep"]);
  });
});

describe("readCronArguments", () => {
  test("accepts every good spec unchanged", () => {
    for (const change of goodChanges) expect(readCronArguments(specWith(change))).toMatchObject({ ok: true });
  });

  test("refuses values of another type than the parameter's, and only those", () => {
    expect(readCronArguments(specWith({ enabled: "yes" }))).toMatchObject({
      ok: false,
      failure: [{ code: "spec.not-boolean" }],
    });
    expect(readCronArguments(specWith({ end_time: "2020-01-01T00:00:00Z" })).ok).toBe(true);
  });
});
