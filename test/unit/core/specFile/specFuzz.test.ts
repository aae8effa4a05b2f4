import fc from "fast-check";
import { applyEdits } from "jsonc-parser";
import { expect, test } from "vitest";
import { parameters } from "../../../../src/core/arguments/parameters";
import { checkArguments } from "../../../../src/core/checks/checkArguments";
import { findingCatalogue } from "../../../../src/core/finding/findingCatalogue";
import { findingMessage } from "../../../../src/core/finding/findingMessage";
import type { LocatedFinding } from "../../../../src/core/specFile/json/locate";
import type { Spec } from "../../../../src/core/specFile/parseSpecFile";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { fixEdits } from "../../../../src/features/specFile/findings/fixEdits";
import type { SpecChange } from "../../../fixtures/specs/badSpec";
import { badSpecs } from "../../../fixtures/specs/badSpecs";
import { goodChanges, now, specWith } from "../../../fixtures/specs/goodSpecs";

const options = { now, minimumMinutes: 5 };
const formatting = { insertSpaces: true, tabSize: 2, eol: "\n" };

interface Found extends LocatedFinding {
  readonly spec: Spec;
  readonly index: number;
}

/** Everything that is said of a text, each finding with its spec; having looked that all of it is inside the text. */
function look(text: string): { readonly isReadable: boolean; readonly found: readonly Found[] } {
  const { problems, specs } = parseSpecFile(text, "spec");
  const found = specs.flatMap((spec, index) =>
    [...spec.findings, ...checkArguments(spec.arguments, options)].map((finding) => ({
      spec,
      index,
      ...spec.locate(finding),
    })),
  );
  for (const { finding, range } of [...problems, ...found]) {
    if (range.offset < 0 || range.length < 0 || range.offset + range.length > text.length) {
      throw new RangeError(
        `${finding.code}: ${range.offset}+${range.length} in ${text.length}: ${JSON.stringify(text)}`,
      );
    }
    const { message } = findingCatalogue[finding.code];
    for (const [, name = ""] of message.matchAll(/\{(\w+)\}/g)) {
      // A distance is worded from its seconds.
      expect(finding.args).toHaveProperty(name === "apart" ? "seconds" : name);
    }
    expect(findingMessage(finding)).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
  }
  return { isReadable: problems.length === 0, found };
}

/** Which finding it is, wherever its spec has moved to. */
function identity({ finding, index }: Found): string {
  const { args, code, path, span } = finding;
  return JSON.stringify([index, code, path, span, args]);
}

/** Applies each fix alone. It must leave a text that can be read, in which its finding is gone and no key is lost. */
function tryFixes(text: string): number {
  const { isReadable, found } = look(text);
  if (!isReadable) return 0;
  const withFix = found.filter(({ finding }) => finding.fix !== undefined);
  for (const one of withFix) {
    const mended = applyEdits(text, [...fixEdits(text, one.spec, one.finding, formatting)]);
    const after = look(mended);
    const told = `${identity(one)} in ${text}\nbecame ${mended}`;
    expect(after.isReadable, told).toBe(true);
    expect(after.found.map(identity), told).not.toContain(identity(one));
  }
  return withFix.length;
}

const small = badSpecs.map(({ change }) => change).filter((change) => JSON.stringify(change).length < 2000);
const changes: fc.Arbitrary<SpecChange> = fc
  .array(fc.oneof(fc.constantFrom(...small), fc.constantFrom(...goodChanges)), { minLength: 1, maxLength: 5 })
  .map((some) => Object.assign({}, ...some));

/** One spec or a list of them, written as people write: on one line or many, with comments and trailing commas. */
const specTexts = fc
  .record({
    specs: fc.array(changes, { minLength: 1, maxLength: 3 }),
    isList: fc.boolean(),
    indent: fc.constantFrom<string | number>(0, 2, 4, "\t"),
    comments: fc.boolean(),
    crlf: fc.boolean(),
  })
  .map(({ specs, isList, indent, comments, crlf }) => {
    const named = specs.map((change, index) => ({ name: `spec ${index}`, ...specWith(change) }));
    const plain = JSON.stringify(isList ? named : named[0], undefined, indent);
    const told = comments ? `// crons\n${plain.replaceAll(",\n", ", // why\n").replace(/\n\}$/, ",\n}")}` : plain;
    return crlf ? told.replaceAll("\n", "\r\n") : told;
  });

test("every fix applies cleanly, to one mistake or several, and its finding is gone", () => {
  let tried = 0;
  fc.assert(
    fc.property(specTexts, (text) => {
      tried += tryFixes(text);
    }),
    { numRuns: 1000 },
  );
  expect(tried).toBeGreaterThan(1000);
}, 120_000);

test("so does every bad spec's own fix", () => {
  for (const change of small) tryFixes(JSON.stringify(specWith(change), undefined, 2));
}, 120_000);

const pieces = fc.constantFrom(
  ...['"', "{", "}", "[", "]", ",", ":", "//", "/*", "*/", "\\", "\\u", "\n", "\r\n", "\uFEFF", "\0", "\ud800", "👍"],
  ...["null", "true", "1e400", "-", '"schedule"', '"61 * * * *"', '"thread_id": null,', '"input": {},', "${env:", " "],
);

/** Where, how much is taken away, and what is put there instead: places count from the start, over and over. */
const edit = fc.tuple(fc.nat(), fc.oneof(fc.nat(3), fc.nat(200)), fc.oneof(pieces, fc.string({ maxLength: 8 })));

test("a file that is being edited is handled at every step, and can be fixed if it can be read", () => {
  fc.assert(
    fc.property(specTexts, fc.array(edit, { maxLength: 12 }), (start, edits) => {
      let text = start;
      for (const [place, length, put] of edits) {
        const at = place % (text.length + 1);
        text = text.slice(0, at) + put + text.slice(at + length);
        const { isReadable, found } = look(text);
        // Of two equal keys a fix means the last, and can leave the other.
        if (isReadable && !found.some(({ finding }) => finding.code === "spec.duplicate-key")) tryFixes(text);
      }
    }),
    { numRuns: 300 },
  );
}, 120_000);

test("a file that is typed from its first to its last character is handled at every step", () => {
  fc.assert(
    fc.property(specTexts, (text) => {
      for (let end = 0; end <= text.length; end += Math.max(1, Math.floor(text.length / 100))) look(text.slice(0, end));
    }),
    { numRuns: 30 },
  );
}, 120_000);

test("any text, and any JSON under any key, is handled", () => {
  const key = fc.oneof(
    fc.constantFrom(...parameters.map(({ name }) => name as string), "name", "__proto__"),
    fc.string(),
  );
  const anySpec = fc.dictionary(key, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 12, noNullPrototype: true });
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join("")),
    fc.oneof(anySpec, fc.array(anySpec, { maxLength: 3 }), fc.jsonValue()).map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(texts, (text) => {
      tryFixes(text);
    }),
    { numRuns: 600 },
  );
}, 120_000);
