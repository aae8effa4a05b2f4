import { expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/base/json";
import { sameJson } from "../../../../src/core/base/sameJson";

test.each<[boolean, JsonValue, JsonValue]>([
  [true, 1, 1],
  [false, 1, "1"],
  [false, 0, null],
  [false, null, {}],
  [false, {}, null],
  [false, "a", {}],
  [false, {}, "a"],
  [true, [], []],
  [true, [1, [2]], [1, [2]]],
  [false, [1, 2], [2, 1]],
  [false, [1], [1, 2]],
  [false, [1, 2], [1]],
  [false, [], {}],
  [false, {}, []],
  [false, [], "a"],
  [true, {}, {}],
  [true, { a: 1, b: { c: [2] } }, { b: { c: [2] }, a: 1 }],
  [false, { a: 1 }, { a: 2 }],
  [false, { a: 1 }, { a: 1, b: 2 }],
  [false, { a: 1, b: 2 }, { a: 1 }],
  [false, { a: null }, { b: null }],
  [false, { a: 1, b: 2 }, { a: 1, b: 3 }],
  [false, { toString: 1 }, { a: 1 }],
])("%s: %j and %j", (same, left, right) => {
  expect(sameJson(left, right)).toBe(same);
});
