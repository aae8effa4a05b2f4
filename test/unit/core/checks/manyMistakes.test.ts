import { describe, expect, test } from "vitest";
import { limits } from "../../../../src/core/arguments/limits";
import { parameters } from "../../../../src/core/arguments/parameters";
import type { JsonValue } from "../../../../src/core/base/json";
import { checkArguments } from "../../../../src/core/checks/checkArguments";
import { checkOnServer } from "../../../../src/core/checks/checkOnServer";
import { checkSpecFile } from "../../../../src/core/specFile/checkSpecFile";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { now, specWith } from "../../../fixtures/specs/goodSpecs";

/** Some more than are told. */
const some = 130;
const options = { now, minimumMinutes: 5 };

/** Values that can be wrong in many places: lists of what no list can hold, and objects of what no object can. */
const wrongItems: readonly JsonValue[] = [1, "no such choice", null, {}, [[]], "\0", 2 ** 60, "${env:", "${env:A}", ""];
const wrongKeys = ["a b", "langgraph_crons_", "recursionLimit", "thread_id\0", "${env:"];
const wrongValues: readonly JsonValue[] = [
  1,
  "a\r\nb",
  [1, {}],
  "${env:",
  "\0",
  "lsv2_pt_0123456789abcdef0123",
  ["x", []],
];

const objectOf = (key: string, value: JsonValue) =>
  Object.fromEntries(Array.from({ length: some }, (_, index) => [`${key}${index}`, value]));

const bombs: readonly (readonly [string, string, () => JsonValue])[] = parameters.flatMap(({ name }) => [
  ...wrongItems.map(
    (item) => [name, `a list of ${JSON.stringify(item)}`, () => Array<JsonValue>(some).fill(item)] as const,
  ),
  ...wrongKeys.map((key) => [name, `an object of ${JSON.stringify(key)}`, () => objectOf(key, "x")] as const),
  ...wrongValues.map((value) => [name, `an object of ${JSON.stringify(value)}`, () => objectOf("key", value)] as const),
  [name, "an object with a long list", () => ({ a: Array<JsonValue>(some).fill({}) })] as const,
]);

/** How often each code is told of one parameter. */
function mostOfOneKind(findings: readonly { readonly code: string; readonly path: readonly unknown[] }[]): number {
  const counts = new Map<string, number>();
  for (const { code, path } of findings) counts.set(`${code} ${path[0]}`, 1 + (counts.get(`${code} ${path[0]}`) ?? 0));
  return Math.max(0, ...counts.values());
}

describe(`at most ${limits.mistakes} mistakes of one kind are reported for one value`, () => {
  test.each(parameters.map(({ name }) => name))("of “%s”", (name) => {
    for (const [parameter, what, bomb] of bombs) {
      if (parameter !== name) continue;
      const spec = specWith({ [name]: bomb() });
      expect([what, mostOfOneKind(checkArguments(spec, options)) <= limits.mistakes]).toEqual([what, true]);
    }
  });

  test.each<readonly [string, () => JsonValue]>([
    ["stream_mode", () => Array<JsonValue>(100_000).fill("no such mode")],
    ["interrupt_before", () => Array<JsonValue>(100_000).fill(1)],
    ["params", () => ({ a: Array<JsonValue>(100_000).fill({}) })],
    ["metadata", () => Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`langgraph_crons_${at}`, 1]))],
  ])("of 100,000 in “%s”", (name, bomb) => {
    expect(mostOfOneKind(checkArguments(specWith({ [name]: bomb() }), options))).toBe(limits.mistakes);
  });

  test("with a server, too", () => {
    const names = Array<JsonValue>(some).fill("nobody");
    const found = checkOnServer(specWith({ interrupt_before: names, interrupt_after: names }), { nodes: ["review"] });
    expect(mostOfOneKind(found)).toBe(limits.mistakes);
  });

  test("of keys that are written twice", () => {
    const twice = Array.from({ length: 5_000 }, (_, index) => `"k${index}":1,"k${index}":2`).join();
    const text = JSON.stringify(specWith({ metadata: {} })).replace('"metadata":{}', `"metadata":{${twice}}`);
    const found = checkSpecFile(parseSpecFile(text, "spec"), options).map(({ finding }) => finding);
    expect(found.filter(({ code }) => code === "spec.duplicate-key")).toHaveLength(limits.mistakes);
  });
});
