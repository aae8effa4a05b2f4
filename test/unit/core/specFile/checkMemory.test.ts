import { describe, expect, test } from "vitest";
import { CheckMemory } from "../../../../src/core/specFile/checkMemory";
import { checkSpecFile } from "../../../../src/core/specFile/checkSpecFile";
import { parseSpecFile, type Spec } from "../../../../src/core/specFile/parseSpecFile";
import { now, plainSpec } from "../../../fixtures/specs/goodSpecs";

const options = { now, minimumMinutes: 5 };

function textOf(schedules: readonly string[]): string {
  return JSON.stringify(
    schedules.map((schedule, index) => ({ ...plainSpec, name: `n${index}`, schedule })),
    null,
    2,
  );
}

/** What is found with a memory, with a count of the specs that had to be looked at. */
function check(memory: CheckMemory, text: string, circumstances = "", at = now) {
  memory.begin(circumstances, at);
  let looked = 0;
  const file = parseSpecFile(text, "file");
  const watched = {
    ...file,
    specs: file.specs.map(
      (spec): Spec => ({
        name: spec.name,
        protect: spec.protect,
        get arguments() {
          looked += 1;
          return spec.arguments;
        },
        findings: spec.findings,
        range: spec.range,
        text: spec.text,
        rangeOf: (path, span) => spec.rangeOf(path, span),
        locate: (finding) => spec.locate(finding),
      }),
    ),
  };
  const found = checkSpecFile(watched, { ...options, now: at }, memory);
  return { looked, found };
}

const alone = (text: string, at = now) => checkSpecFile(parseSpecFile(text, "file"), { ...options, now: at });

describe("what was found in a spec", () => {
  const before = textOf(["0 9 * * 5-5", "* * * * *", "0 25 * * *"]);
  const after = textOf(["0 9 * * 5-5", "*/2 * * * *", "0 25 * * *"]);

  test("is remembered while another one is typed, and has its present place", () => {
    const memory = new CheckMemory();
    expect(check(memory, before)).toEqual({ looked: 3, found: alone(before) });
    expect(check(memory, after)).toEqual({ looked: 1, found: alone(after) });
    const further = `// one more line\n${after}`;
    expect(check(memory, further)).toEqual({ looked: 0, found: alone(further) });
  });

  test("is checked again in other circumstances, and a minute later", () => {
    const memory = new CheckMemory();
    check(memory, before, "one");
    expect(check(memory, before, "other").looked).toBe(3);
    expect(check(memory, before, "other", now + 60_000).looked).toBe(3);
    expect(check(memory, before, "other", now + 61_000).looked).toBe(0);
  });

  test("is forgotten once it is gone for two versions", () => {
    const memory = new CheckMemory();
    check(memory, before);
    check(memory, after);
    check(memory, after);
    expect(check(memory, before).looked).toBe(1);
  });
});
