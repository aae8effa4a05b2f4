import { expect, it } from "vitest";
import { mergeArguments } from "../../../../../src/features/cronForm/window/mergeArguments";

const opened = { schedule: "0 9 * * *", timezone: "UTC", input: { topic: "news" }, webhook: "https://example.com" };

it("the form's changes are written, and the file's own changes stay", () => {
  const { webhook: _webhook, ...form } = { ...opened, schedule: "0 8 * * *", enabled: false };
  const inFile = { ...opened, timezone: "Europe/Berlin", input: { topic: "weather" } };
  expect(mergeArguments(inFile, opened, form)).toEqual({
    schedule: "0 8 * * *",
    timezone: "Europe/Berlin",
    input: { topic: "weather" },
    enabled: false,
  });
});

it("a form without changes changes nothing", () => {
  expect(mergeArguments({ schedule: "1 1 1 1 *" }, opened, { ...opened })).toEqual({ schedule: "1 1 1 1 *" });
});
