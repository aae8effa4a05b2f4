import { expect, test } from "vitest";
import { usesTwelveHours } from "../../../../src/platform/words/hourCycle";

test.each([
  ["en", true],
  ["ko", true],
  ["de", false],
  ["en-gb", false],
  ["pt-br", false],
  ["zh-cn", false],
])("in %s: %s", (language, twelve) => {
  expect(usesTwelveHours(language)).toBe(twelve);
  expect(usesTwelveHours(language)).toBe(twelve);
});
