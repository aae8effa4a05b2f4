import { expect, test } from "vitest";
import type { JsonValue } from "../../../../../src/core/base/json";
import {
  hashOfMade,
  isFinishedHash,
  madeHash,
  type Replacement,
  replacementOf,
  updating,
} from "../../../../../src/core/server/stored/ownMetadata";

const hash = "0".repeat(64);
const on: Replacement = { replaces: "old", enabled: true };
const paused: Replacement = { replaces: "0a:1b", enabled: false };

test.each<[JsonValue | undefined, string | undefined, Replacement | undefined, boolean]>([
  [madeHash(hash), hash, undefined, false],
  [madeHash(hash, on), hash, on, false],
  [madeHash(hash, paused), hash, paused, false],
  [hash, undefined, undefined, true],
  [updating, undefined, undefined, false],
  [undefined, undefined, undefined, false],
  [1, undefined, undefined, false],
])("%j says what was asked for, and what it replaces", (mark, made, replacement, isFinished) => {
  expect([hashOfMade(mark), replacementOf(mark), isFinishedHash(mark)]).toEqual([made, replacement, isFinished]);
});

/** No hash is like its rest, so that nobody takes it for a leftover. */
test.each(["0:gone:old", "0:on:", "0:on", "0:old", ""])(
  "made:%s is unfinished, and of no form that we know",
  (rest) => {
    const mark = `made:${rest}`;
    expect([hashOfMade(mark), replacementOf(mark), isFinishedHash(mark)]).toEqual([rest, undefined, false]);
  },
);
