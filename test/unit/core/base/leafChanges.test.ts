import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/base/json";
import { leafChanges } from "../../../../src/core/base/leafChanges";
import { sameJson } from "../../../../src/core/base/sameJson";

describe("leafChanges", () => {
  test.each<[JsonValue | undefined, JsonValue | undefined, readonly unknown[]]>([
    [undefined, undefined, []],
    ["a", "a", []],
    [undefined, { a: 1 }, [[[], undefined, { a: 1 }]]],
    [{ a: { b: 1, c: 2 } }, { a: { c: 2, b: 3 } }, [[["a", "b"], 1, 3]]],
    [
      { a: 1 },
      { b: 1 },
      [
        [["a"], 1, undefined],
        [["b"], undefined, 1],
      ],
    ],
    [[{ role: "user" }], [{ role: "user" }, { role: "ai" }], [[[1], undefined, { role: "ai" }]]],
    [{ a: [1] }, { a: { 0: 1 } }, [[["a"], [1], { 0: 1 }]]],
    [{ ["__proto__"]: 1 }, {}, [[["__proto__"], 1, undefined]]],
  ])("of %j and %j", (before, after, expected) => {
    expect(leafChanges(before, after).map((leaf) => [leaf.path, leaf.before, leaf.after])).toEqual(expected);
  });

  test("has a place for each difference, where the values are as it says", () => {
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
    const at = (whole: unknown, path: readonly (string | number)[]) =>
      path.reduce<unknown>((inside, step) => (inside as Record<string | number, unknown>)[step], whole);
    fc.assert(
      fc.property(value, value, (before, after) => {
        const leaves = leafChanges(before, after);
        expect(leaves.length === 0).toBe(sameJson(before, after));
        for (const leaf of leaves) {
          expect(sameJson(leaf.before, leaf.after)).toBe(false);
          if (leaf.before !== undefined) expect(at(before, leaf.path)).toEqual(leaf.before);
          if (leaf.after !== undefined) expect(at(after, leaf.path)).toEqual(leaf.after);
        }
      }),
    );
  });
});
