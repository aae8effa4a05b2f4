import { expect, test } from "vitest";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { namesOf, SpecNames } from "../../../../src/core/specFile/specNames";

const names = (...all: readonly string[]) => new Set(all);

test("knows the files of each name while they come, change and go, and says which files a change concerns", () => {
  const known = new SpecNames();
  expect(known.set("a", names("one", "two"))).toEqual(names());
  expect(known.set("b", names("two", "three"))).toEqual(names("a"));
  expect(known.set("c", names("three"))).toEqual(names("b"));
  expect(known.set("c", names("three"))).toEqual(names());
  expect(known.filesByName.get("two")).toEqual(names("a", "b"));
  expect(known.set("b", names())).toEqual(names("a", "c"));
  expect(known.filesByName.get("two")).toEqual(names("a"));
  expect(known.set("a", names())).toEqual(names());
  expect([...known.filesByName]).toEqual([["three", names("c")]]);
});

test("takes no names from a text that can't be read", () => {
  expect(namesOf(parseSpecFile('[{"name": "a"}, {"name": "b"}]', "x"))).toEqual(names("a", "b"));
  expect(namesOf(parseSpecFile("{}", "x"))).toEqual(names("x"));
  expect(namesOf(parseSpecFile('[{"name": "a"}, {"name": "b"', "x"))).toEqual(names());
});
