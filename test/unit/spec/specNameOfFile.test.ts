import { expect, test } from "vitest";
import { specNameOfFile } from "../../../src/core/spec/specNameOfFile";

test.each([
  ["daily.cron.json", "daily"],
  ["daily.json", "daily"],
  ["daily.report.cron.json", "daily.report"],
  ["daily", "daily"],
  ["t\u00e4glich.cron.json", "t\u00e4glich"],
  ["ta\u0308glich.cron.json", "t\u00e4glich"],
])("a spec in %j is called %j", (file, name) => {
  expect(specNameOfFile(file)).toBe(name);
});
