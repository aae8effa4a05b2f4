import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/base/json";
import type { ValuePath } from "../../../../src/core/finding/finding";
import { checkSpecFile } from "../../../../src/core/specFile/checkSpecFile";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { now, plainSpec } from "../../../fixtures/specs/goodSpecs";

const options = { now, minimumMinutes: 5 };
const plain = JSON.stringify(plainSpec);

/** What a finding underlines, by its code. */
function underlined(text: string): readonly (readonly [code: string, text: string])[] {
  return checkSpecFile(parseSpecFile(text, "daily"), options).map(({ finding, range }) => [
    finding.code,
    text.slice(range.offset, range.offset + range.length),
  ]);
}

describe("parseSpecFile", () => {
  test("reads one cron, named after its file", () => {
    const { specs, problems } = parseSpecFile(plain, "daily");
    expect(problems).toEqual([]);
    expect(specs).toMatchObject([{ name: "daily", arguments: plainSpec, findings: [] }]);
  });

  test("reads a list with names, comments, trailing commas and a byte-order mark", () => {
    const text = `\uFEFF// nightly\n[{"name": "a", "x": 1,}, /* b */ {"name": "b", "$schema": "s"},]`;
    const { specs, problems } = parseSpecFile(text, "file");
    expect(problems).toEqual([]);
    expect(specs.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(specs.map((spec) => ({ ...spec.arguments }))).toEqual([{ x: 1 }, {}]);
  });

  test("keeps keys with a meaning in JavaScript as keys", () => {
    const [spec] = parseSpecFile('{"__proto__": {"a": 1}, "metadata": {"__proto__": 2, "constructor": 3}}', "x").specs;
    expect(Object.keys(spec?.arguments ?? {})).toEqual(["__proto__", "metadata"]);
    expect(JSON.stringify(spec?.arguments.metadata)).toBe('{"__proto__":2,"constructor":3}');
    for (const value of [spec?.arguments, spec?.arguments.metadata]) {
      expect(["toString", "hasOwnProperty", "__defineGetter__"].filter((key) => key in Object(value))).toEqual([]);
    }
  });

  test.each(
    [
      ["", "spec.file-empty"],
      [" \r\n\t", "spec.file-empty"],
      ["[] // none yet", "spec.file-empty"],
      ["{", "spec.syntax-brace"],
      ['{"a": [1, 2', "spec.syntax-bracket"],
      ['{"a": }', "spec.syntax-value"],
      ['{"a" 1}', "spec.syntax-colon"],
      ['{"a": 1 "b": 2}', "spec.syntax-comma"],
      ["{a: 1}", "spec.syntax-symbol"],
      ['{"a": tru}', "spec.syntax-symbol"],
      ['{"a": "x', "spec.syntax-text"],
      ['{"a": "\\q"}', "spec.syntax-text"],
      ['{"a": "\\u12"}', "spec.syntax-text"],
      ['{"a": 1.}', "spec.syntax-number"],
      ['{"a": 1} {"b": 2}', "spec.syntax-end"],
      ['{"a": 1} /* open', "spec.syntax-comment"],
      [`[${",".repeat(1_000_000)}]`, "spec.syntax-value"],
      ["\0", "spec.syntax-symbol"],
      ["5", "spec.not-a-spec"],
      ['"text"', "spec.not-a-spec"],
      ["null", "spec.not-a-spec"],
      ["[1, 2, 3]", "spec.not-a-spec"],
      [`[${"[".repeat(100_000)}`, "spec.too-deep"],
      [`{"input": ${'{"a":'.repeat(50_000)}1`, "spec.too-deep"],
      [`{"a": "${"x".repeat(17_000_000)}"}`, "spec.file-too-large"],
      [`[${"{},".repeat(1_000_000)}]`, "spec.too-many"],
      [`[${"{},".repeat(60_000)}]`, "spec.too-many"],
      [`{${Array.from({ length: 500_000 }, (_, index) => `"k${index}": 1`).join()}}`, "spec.too-many"],
      [`{"interrupt_before": [${"1,".repeat(1_000_000)}]}`, "spec.too-many"],
    ].map(([text = "", code = ""]) => [JSON.stringify(text.slice(0, 20)), code, text] as const),
  )("of %s: %s alone", (_, code, text) => {
    expect(underlined(text).map(([found]) => found)).toEqual([code]);
  });

  test("reports each repeated key once, at the last of them, whose value counts", () => {
    const text = `{${'"enabled": false, '.repeat(200_000)}"enabled": true, ${plain.slice(1)}`;
    const file = parseSpecFile(text, "daily");
    expect(file.specs[0]?.arguments.enabled).toBe(true);
    expect(underlined(text)).toEqual([["spec.duplicate-key", "enabled"]]);
    expect(checkSpecFile(file, options)[0]?.range.offset).toBe(text.lastIndexOf('"enabled"') + 1);
  });

  test("finds repeated keys deep inside, and in the right spec of a list", () => {
    const text = `[${plain.replace("{", '{"name": "a",')}, ${plain.replace("{", '{"name": "b", "context": {"m": 1, "m": 2},')}]`;
    expect(underlined(text)).toEqual([["spec.duplicate-key", "m"]]);
  });

  test.each([
    [`[${plain}, ${plain}]`, ["spec.name-missing", "spec.name-missing"]],
    // A second cron in the list must not make the first one change its name, which would make it another cron.
    [`[${plain}]`, ["spec.name-missing"]],
    [`[${plain.replace("{", '{"name": "a",')}, ${plain.replace("{", '{"name": "a",')}]`, ["spec.name-duplicate"]],
    [plain.replace("{", '{"name": 5,'), ["spec.name-not-text"]],
    [plain.replace("{", '{"name": " ",'), ["spec.name-not-text"]],
    [plain.replace("{", '{"name": "a\\u0000",'), ["spec.bad-character"]],
    [plain.replace("{", '{"name": "\\ud800",'), ["spec.bad-character"]],
    [plain.replace("{", `{"name": "${"x".repeat(600)}",`), ["spec.name-not-text"]],
  ])("checks names (%#)", (text, codes) => {
    expect(underlined(text).map(([code]) => code)).toEqual(codes);
  });
});

describe("ranges", () => {
  test.each([
    ["a value", '"enabled": "yes"', "spec.not-boolean", '"yes"'],
    ["a key", '"timezon": 1', "spec.unknown-key-similar", "timezon"],
    ["a key with an escape", '"timez\\u006fn": 1', "spec.unknown-key-similar", "timez\\u006fn"],
    ["an item of a list", '"interrupt_before": ["say", 7]', "spec.not-text", "7"],
    ["a member", '"headers": {"ok": "1", "x": "a\\r\\nb"}', "spec.header-value", '"a\\r\\nb"'],
    ["a part of a text", '"metadata": {"a": "b ${env:} c"}', "spec.placeholder-malformed", "${env:}"],
    ["a part behind escapes", '"metadata": {"a": "\\u0041\\n\\"👍${env:} c"}', "spec.placeholder-malformed", "${env:}"],
    ["a part with escapes in it", '"metadata": {"a": "$\\u007Benv:}"}', "spec.placeholder-malformed", "$\\u007Benv:}"],
  ])("of %s", (_, member, code, expected) => {
    expect(underlined(plain.replace("{", `{${member},`))).toEqual([[code, expected]]);
  });

  test("of an item inside a schedule that is written with escapes", () => {
    const text = plain.replace('"27 15 * * *"', '"\\u0032\\u0037 99 * * *"');
    expect(underlined(text)).toEqual([["schedule.out-of-range", "99"]]);
  });

  test("of a missing key: the brace of its object", () => {
    const text = `[ {"name": "a", "thread_id": null, "assistant_id": "agent", "input": {"a": 1}} ]`;
    const [found] = checkSpecFile(parseSpecFile(text, "x"), options);
    expect(found).toMatchObject({ finding: { code: "spec.missing" }, range: { offset: 2, length: 1 } });
  });

  test("lie inside the document, whatever the text", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      '"name"',
      '"a"',
      '"schedule"',
      "\\",
      "\\u00",
      "1",
      "-",
      "//",
      "/*",
      "\n",
      "\uFEFF",
      "\0",
      "\ud800",
      "null",
      "true",
      plain,
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join("")),
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc
        .tuple(fc.nat(plain.length), fc.nat(20), fc.string())
        .map(([at, length, put]) => plain.slice(0, at) + put + plain.slice(at + length)),
    );
    fc.assert(
      fc.property(text, (document) => {
        const file = parseSpecFile(document, "x");
        for (const { range } of checkSpecFile(file, options)) expectInside(document, range);
        for (const spec of file.specs) {
          expectInside(document, spec.range);
          for (const path of somePaths(spec.arguments)) {
            expectInside(document, spec.rangeOf(path));
            expectInside(document, spec.rangeOf(path, { start: 1, end: 5 }));
            expectInside(document, spec.rangeOf([...path, "missing", 3]));
          }
        }
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  test("contain what JSON.parse returns for the value, for any JSON", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify({ ...value, name: "n" }, null, 1);
        const [spec] = parseSpecFile(text, "x").specs;
        expect(JSON.stringify(spec?.arguments)).toBe(JSON.stringify(withoutNames(JSON.parse(text))));
        for (const [key, expected] of Object.entries(spec?.arguments ?? {})) {
          const { offset = 0, length = 0 } = spec?.rangeOf([key]) ?? {};
          expect(JSON.stringify(JSON.parse(text.slice(offset, offset + length)))).toBe(JSON.stringify(expected));
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

function withoutNames(value: Record<string, JsonValue>): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "name" && key !== "$schema"));
}

/** Not by `expect`, which would take most of the time of so many. */
function expectInside(text: string, { offset, length }: { readonly offset: number; readonly length: number }): void {
  if (offset < 0 || length < 0 || offset + length > text.length) {
    throw new RangeError(`${offset}+${length} is not in the ${text.length} characters of ${JSON.stringify(text)}`);
  }
}

function* somePaths(value: JsonValue, path: ValuePath = []): Iterable<ValuePath> {
  yield path;
  if (typeof value !== "object" || value === null || path.length > 3) return;
  for (const [key, child] of Object.entries(value))
    yield* somePaths(child, [...path, Array.isArray(value) ? Number(key) : key]);
}
