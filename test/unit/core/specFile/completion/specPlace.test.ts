import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { specPlace } from "../../../../../src/core/specFile/completion/specPlace";
import { parseSpecFile } from "../../../../../src/core/specFile/parseSpecFile";

/** `|` marks the cursor. The cron is the one that the parser finds there, as in the editor. */
function placeAt(marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const { specs } = parseSpecFile(text, "file");
  const place = specPlace(
    text,
    specs.map(({ range }) => range),
    offset,
  );
  if (place === undefined) return undefined;
  const { replace, ...rest } = place;
  return { ...rest, replaces: text.slice(replace.offset, replace.offset + replace.length) };
}

const comma = { commaAt: undefined, next: "end" } as const;

describe("the place in a spec file", () => {
  test.each([
    ["{|}", []],
    ["[{|}]", []],
    ['{ "name": "x", | }', []],
    ['{ // a comment\n | "name": "x" }', []],
    ['{ "input": { | } }', ["input"]],
    ['{ "config": { "configurable": { | } } }', ["config", "configurable"]],
    ['{ "input": [{ "a": 1 }, { | }] }', ["input", 1]],
  ])("%s: a key", (text, path) => {
    expect(placeAt(text)).toMatchObject({ kind: "key", path, replaces: "", commaAt: undefined });
  });

  test.each([
    ['{ "sch|" }', '"sch"', "end"],
    ["{ sch| }", "sch", "end"],
    ['{ "sch|edule": "x" }', '"schedule"', "colon"],
    ['{ "sch|', '"sch', "end"],
    ['{ "sch|\n  "name": "x" }', '"sch', "more"],
  ])("%s: a half-typed key replaces %s", (text, replaces, next) => {
    expect(placeAt(text)).toMatchObject({ kind: "key", path: [], replaces, next });
  });

  test.each([
    ['{ "schedule": | }', ["schedule"], ""],
    ['{ "schedule": "|" }', ["schedule"], '""'],
    ['{ "schedule": "0 9|', ["schedule"], '"0 9'],
    ['[{}, { "enabled": tr| }]', ["enabled"], "tr"],
    ['{ "interrupt_before": [|] }', ["interrupt_before", 0], ""],
    ['{ "interrupt_before": ["a", "|"] }', ["interrupt_before", 1], '""'],
    ['{ "headers": { "x": "${|}" } }', ["headers", "x"], '"${}"'],
  ])("%s: a value", (text, path, replaces) => {
    expect(placeAt(text)).toEqual({ kind: "value", path, replaces, ...comma });
  });

  test("says where a comma is missing before it, and needed after it", () => {
    expect(placeAt('{ "name": "x"\n  | }')).toEqual({ kind: "key", path: [], replaces: "", ...comma, commaAt: 13 });
    expect(placeAt('{ "a": [1]\n  "sch|" }')).toMatchObject({ kind: "key", replaces: '"sch"', commaAt: 10 });
    expect(placeAt('{ | "name": "x" }')).toMatchObject({ next: "more" });
    expect(placeAt("[{}\n|]")).toMatchObject({ kind: "item", commaAt: 3 });
  });

  test.each(["|", " // a comment\n|", "cro|"])("%s: the file's cron", (text) => {
    expect(placeAt(text)).toMatchObject({ kind: "file", path: [] });
  });

  test.each(["[|]", "[{},|]", "[\n{},\n |\n]", "[cro|]"])("%s: a cron of the list", (text) => {
    expect(placeAt(text)).toMatchObject({ kind: "item", path: [] });
  });

  test.each([
    "{}|",
    "{}\n|",
    "// a |",
    "// a comment|",
    "[ /* | */ ]",
    '{ // "sch|',
    '{ "schedule"|: "x" }',
    '{ "schedule" | }',
    '{ "schedule": "x"| }',
    '{ "schedule": "x" | }',
    '{ "enabled": true | }',
    "[{}]|",
    "12 |",
    '{ "a": "x\\\\"| }',
  ])("%s: nothing", (text) => {
    expect(placeAt(text)).toBeUndefined();
  });

  test("never throws, and replaces what holds the cursor", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      '"',
      "a",
      '"a"',
      "1",
      "\n",
      "//",
      "/*",
      "*/",
      "\\",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.nat(), fc.nat(), (pieces, cursor, begin) => {
        const text = pieces.join("");
        const offset = cursor % (text.length + 1);
        const start = begin % (offset + 1);
        for (const specs of [[], [{ offset: start, length: text.length - start }]]) {
          const place = specPlace(text, specs, offset);
          if (place === undefined) continue;
          expect(place.replace.offset).toBeLessThanOrEqual(offset);
          expect(place.replace.offset + place.replace.length).toBeGreaterThanOrEqual(offset);
          expect(place.replace.offset + place.replace.length).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
