import { expect, test } from "vitest";
import { duration } from "../../../scripts/lib/say.mjs";

test.each([
  [0, "0.0 s"],
  [440, "0.4 s"],
  [59_940, "59.9 s"],
  [59_960, "1 min 0 s"],
  [65_400, "1 min 5 s"],
  [779_700, "13 min 0 s"],
  [3_600_000, "60 min 0 s"],
])("%i ms are %s", (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});
