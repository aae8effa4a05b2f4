import { applyEdits, type ParseError, parse } from "jsonc-parser";
import { expect, test } from "vitest";
import { changeAt } from "../../../../../src/core/specFile/json/changeAt";

const formatting = { insertSpaces: true, tabSize: 2, eol: "\n" };

const remaining = (text: string, path: readonly (string | number)[]) => {
  const changed = applyEdits(text, [...changeAt(text, [...path], undefined, formatting)]);
  const errors: ParseError[] = [];
  const value: unknown = parse(changed, errors, { allowTrailingComma: true });
  return { value, errors, changed };
};

test.each([
  ['{ "a": 1 }', ["a"], {}],
  ['{ "a": 1, }', ["a"], {}],
  ['{\n  "a": 1, // why\n}', ["a"], {}],
  ['{\n  "a": 1 /* why */ , // and why\n}', ["a"], {}],
  ['{\n  "b": 2, // this\n  "a": 1, // that\n}', ["a"], { b: 2 }],
  ['{ "a": 1, /* one */ "b": 2, }', ["a"], { b: 2 }],
  ['[{ "a": 1, }, { "b": 2 }]', [0, "a"], [{}, { b: 2 }]],
] as const)("of %s the place %j goes with its comma", (text, path, rest) => {
  const { value, errors, changed } = remaining(text, path);
  expect(errors).toEqual([]);
  expect(value).toEqual(rest);
  for (const comment of text.match(/this|and why/g) ?? []) expect(changed).toContain(comment);
});
