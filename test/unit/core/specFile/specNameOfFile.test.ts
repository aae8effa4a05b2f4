import { matchesGlob } from "node:path/posix";
import { expect, test } from "vitest";
import { isSpecFileName, specFileName, specGlob, specNameOfFile } from "../../../../src/core/specFile/specNameOfFile";

test.each([
  ["daily.cron.json", "daily"],
  ["daily.json", "daily"],
  ["daily.report.cron.json", "daily.report"],
  ["daily", "daily"],
  ["t\u00e4glich.cron.json", "t\u00e4glich"],
  ["ta\u0308glich.cron.json", "t\u00e4glich"],
])("a spec in %j is named %j", (file, name) => {
  expect(specNameOfFile(file)).toBe(name);
});

test.each([
  ["my-cron.cron.json", "my-cron.cron.json"],
  ["my-cron", "my-cron.cron.json"],
  ["my-cron.json", "my-cron.cron.json"],
  ["my-cron.cron", "my-cron.cron.json"],
  ["my-cron.cron.json.cron.json", "my-cron.cron.json"],
  ["my-cron.cron.json.cron.json.cron.json", "my-cron.cron.json"],
  ["v1.2", "v1.2.cron.json"],
  ["Daily.CRON.JSON", "Daily.CRON.JSON"],
  ["Daily.JSON", "Daily.cron.json"],
  ["a.json.cron.json", "a.json.cron.json"],
  [".cron.json", ""],
  [".cron.json.cron.json", ""],
  ["", ""],
])("a spec file asked for as %j is called %j", (typed, file) => {
  expect(specFileName(typed)).toBe(file);
  if (file !== "") expect(specNameOfFile(file)).not.toMatch(/\.cron\.json|^$/i);
});

test.each([
  ["daily.cron.json", true],
  ["Daily.CRON.JSON", true],
  ["crons/a.Cron.Json", true],
  ["daily.cron.jsonc", false],
  ["daily.json", false],
  ["cron.json", false],
])("%j is a spec file: %j, by its name and by the pattern for globs", (file, isSpec) => {
  expect(isSpecFileName(file)).toBe(isSpec);
  expect(matchesGlob(file, specGlob)).toBe(isSpec);
});
