import { expect, test } from "vitest";
import { findTimeZone, offsetNow, timeZoneNames, utc } from "../../../../src/core/schedule/timeZone";

test.each(["UTC", "Europe/Berlin", "EST", "EST5EDT", "US/Eastern", "Etc/GMT+5", "Asia/Calcutta", "Factory", "GB-Eire"])(
  "knows %s",
  (name) => {
    expect(findTimeZone(name)?.name).toBe(name);
    expect(timeZoneNames()).toContain(name);
  },
);

test.each([
  "",
  "utc",
  "europe/berlin",
  "+02:00",
  "UTC+2",
  "Europe",
  "Europe/Berlin ",
  "posix/UTC",
  "localtime",
  "CEST",
  "../UTC",
])("does not know %j", (name) => {
  expect(findTimeZone(name)).toBeUndefined();
});

test("gives no zone twice, and remembers each", () => {
  expect(new Set(timeZoneNames()).size).toBe(timeZoneNames().length);
  expect(findTimeZone("Asia/Kathmandu")).toBe(findTimeZone("Asia/Kathmandu"));
});

function offsetAt(name: string, instant: string): number | undefined {
  return findTimeZone(name)?.periodAt(Date.parse(instant) / 1000).offset;
}

test("finds changes to the second, also a week apart and across New Year", () => {
  expect(offsetAt("Europe/Berlin", "2026-03-29T00:59:59Z")).toBe(3600);
  expect(offsetAt("Europe/Berlin", "2026-03-29T01:00:00Z")).toBe(7200);
  expect(offsetAt("Asia/Gaza", "2040-10-21T12:00:00Z")).not.toBe(offsetAt("Asia/Gaza", "2040-10-28T12:00:00Z"));
  expect(offsetAt("Africa/Monrovia", "1971-06-01T00:00:00Z")).toBe(-2670);
  expect(offsetAt("Australia/Lord_Howe", "2026-04-04T14:59:59Z")).toBe(39_600);
  expect(offsetAt("Australia/Lord_Howe", "2026-04-04T15:00:00Z")).toBe(37_800);
  const period = findTimeZone("Asia/Tokyo")?.periodAt(Date.UTC(2026, 11, 31) / 1000);
  expect(period && findTimeZone("Asia/Tokyo")?.periodAt(period.end).start).toBe(period?.end);
});

test.each([
  ["Europe/London", "2026-01-15T12:00:00Z", 0],
  ["Europe/London", "2026-07-15T12:00:00Z", 3_600],
  ["Africa/Abidjan", "2026-07-15T12:00:00Z", 0],
  ["America/St_Johns", "2026-01-15T12:00:00Z", -12_600],
  ["Pacific/Kiritimati", "2026-01-15T12:00:00Z", 50_400],
  ["UTC", "2026-01-15T12:00:00Z", 0],
  ["Factory", "2026-01-15T12:00:00Z", 0],
])("%s at %s is %d seconds ahead of UTC, looked up alone or for its runs", (name, instant, offset) => {
  expect(offsetNow(name, Date.parse(instant))).toBe(offset);
  expect(offsetAt(name, instant)).toBe(offset);
  expect(offsetNow(name, Date.parse(instant))).toBe(offset);
});

test.each(["+02:00", "Mars/Phobos", ""])("%j has no offset, as it is not a zone", (name) => {
  expect(offsetNow(name, 0)).toBeUndefined();
});

test("UTC is the only zone that needs no data", () => {
  expect(findTimeZone("UTC")).toBe(utc);
});

test.each(["America/New_York", "Africa/Casablanca", "Asia/Tokyo"])("%s has one offset after another", (name) => {
  const zone = findTimeZone(name);
  let period = zone?.periodAt(Date.UTC(2025, 0, 1) / 1000);
  const end = Date.UTC(2028, 0, 1) / 1000;
  while (period !== undefined && period.end < end) {
    expect(zone?.periodAt(period.start)).toEqual(period);
    expect(zone?.periodAt(period.end - 1)).toEqual(period);
    const next = zone?.periodAt(period.end);
    expect(next?.start).toBe(period.end);
    period = next;
  }
});
