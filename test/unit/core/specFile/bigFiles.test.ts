import { describe, expect, test } from "vitest";
import { checkSpecFile } from "../../../../src/core/specFile/checkSpecFile";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { bigFile } from "../../../../src/core/specFile/specTrees";
import { badSpecs } from "../../../fixtures/specs/badSpecs";
import { now, specWith } from "../../../fixtures/specs/goodSpecs";

const options = { now, minimumMinutes: 5 };
const small = badSpecs.map(({ change }) => change).filter((change) => JSON.stringify(change).length < 1000);

/** What is told of a text with so many blanks before it, without their number in any offset; as one line. */
function told(text: string, blanks: number): string {
  const file = parseSpecFile(" ".repeat(blanks) + text, "file");
  const specs = file.specs.map((spec) => ({
    name: spec.name,
    arguments: spec.arguments,
    findings: spec.findings,
    range: spec.range,
    text: spec.text,
    places: [
      spec.rangeOf(["schedule"]),
      spec.rangeOf(["schedule"], { start: 1, end: 3 }),
      spec.rangeOf(["input", "topic"]),
    ],
  }));
  const all = { problems: file.problems, specs, findings: checkSpecFile(file, options) };
  return JSON.stringify(all, (key, value) => (key === "offset" ? value - blanks : value));
}

function expectAlike(text: string): void {
  expect(text.length).toBeLessThan(bigFile);
  // Not `toEqual`: a difference of such texts would take minutes to be drawn.
  expect(told(text, bigFile) === told(text, 0)).toBe(true);
}

describe("a big file is read as a small one is", () => {
  test.each([0, 1, 2, 3, 4, 5, 6, 7])("with every kind of mistake (%d)", (part) => {
    const some = small.filter((_, index) => index % 8 === part);
    const specs = some.map((change, index) => ({ name: `spec ${index % 40}`, ...specWith(change) }));
    expectAlike(`// ours\n${JSON.stringify(specs)}`);
  });

  test.each([
    ["with a key twice", '[{ "name": "a", "schedule": "0 9 * * *", "schedule": "0 8 * * *" }, 5, { "name": 5 }]'],
    ["with a mistake in its text", '[{ "name": "a", "schedule": "0 9 * * *", , }, { "name": "b" ]'],
    ["that breaks off", '[{ "name": "a", "input": { "topic": "x", "deep": ['],
    ["with a list in its list", '[[{ "name": "a" }], { "name": "b", "input": [] }]'],
    ["that is one spec", '{ "schedule": "0 25 * * *" }'],
  ])("%s", (_, text) => {
    expectAlike(text);
  });
});
