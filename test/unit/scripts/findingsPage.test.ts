import { expect, test } from "vitest";
import { findingsPage } from "../../../scripts/findingsPage";
import { findingExamples } from "../../fixtures/specs/findingExamples";

test.each([
  ["spec.webhook-credentials", "findingExamples.ts"],
  ["schedule.never", "scheduleExamples.ts"],
] as const)("says of %s, which has no example, that it goes into %s", (code, file) => {
  const { [code]: _, ...others } = findingExamples;
  expect(() => findingsPage("", others)).toThrow(
    `The finding ${code} has no example: add a mistake and its remedy to test/fixtures/specs/${file}.`,
  );
});
