import { describe, expect, test } from "vitest";
import { findingMessage } from "../../../../src/core/finding/findingMessage";
import { findTimeZone, timeZoneNames } from "../../../../src/core/schedule/timeZone";
import { zoneMeanings } from "../../../../src/core/schedule/timeZoneMeanings";
import { abbreviatedZones } from "../../../../src/core/schedule/timeZoneWords";
import { zoneFinding } from "../../../../src/core/schedule/zoneFinding";

const zonesOf = (text: string) => zoneMeanings(text).map(({ zone }) => zone);

describe("a text that is no time zone", () => {
  test.each([
    ["CST", ["America/Chicago", "America/Mexico_City", "Asia/Shanghai", "America/Havana"]],
    ["IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]],
    ["bst", ["Europe/London", "Asia/Dhaka", "Pacific/Bougainville"]],
    ["EDT", ["America/New_York"]],
    ["CEST", ["Europe/Paris"]],
    ["Z", ["UTC"]],
    ["Etc/UTC+2", ["Etc/GMT-2"]],
    ["UTC+2", ["Etc/GMT-2"]],
    ["UTC-05:00", ["Etc/GMT+5"]],
    ["GMT\u221211", ["Etc/GMT+11"]],
    ["+0200", ["Etc/GMT-2"]],
    ["UTC +2", ["Etc/GMT-2"]],
    ["UTC+0", ["UTC"]],
    ["+05:30", ["Asia/Kolkata", "Asia/Colombo"]],
    ["GMT-0330", ["America/St_Johns"]],
    ["+05:10", []],
    ["UTC+15", []],
    ["Etc/GMT+20", []],
    ["Asia/Mumbai", ["Asia/Kolkata"]],
    ["mumbai", ["Asia/Kolkata"]],
    ["Hyderabad", ["Asia/Karachi", "Asia/Kolkata"]],
    ["London", ["Europe/London"]],
    ["Munich", ["Europe/Berlin"]],
    ["Europe/Munich", ["Europe/Berlin"]],
    ["East", []],
    ["San Francisco", ["America/Los_Angeles"]],
    ["America/San_Francisco", ["America/Los_Angeles"]],
    ["New York", ["America/New_York"]],
    ["berlin", ["Europe/Berlin"]],
    ["europe/berlin", ["Europe/Berlin"]],
    ["Europe-Berlin", ["Europe/Berlin"]],
    ["Europe/Berln", ["Europe/Berlin"]],
    ["utc", ["UTC"]],
    ["Etc/gmt+2", ["Etc/GMT+2"]],
    ["ESTX", []],
    ["XST", []],
    ["CETT", []],
    ["Mars/Base", []],
    ["Asia/Xumbai", []],
  ])("%s may mean %j", (text, zones) => {
    expect(zonesOf(text)).toEqual(zones);
  });

  test("is told with its meanings, each of which can be chosen", () => {
    const found = zoneFinding("IST");
    expect(found && findingMessage(found)).toBe(
      "“IST” is no IANA time zone, and can mean several: Asia/Kolkata (UTC+05:30), Europe/Dublin (UTC+01:00), Asia/Jerusalem (UTC+02:00).",
    );
    expect(found?.fix).toBeUndefined();
    expect(found?.choices?.map(({ text }) => text)).toEqual(['"Asia/Kolkata"', '"Europe/Dublin"', '"Asia/Jerusalem"']);
  });

  test("is told with the sign of the name that is always at an offset", () => {
    const found = zoneFinding("Etc/UTC+2");
    expect(found && findingMessage(found)).toContain("“Etc/GMT-2” is always +02:00 from UTC");
    expect(found?.fix?.text).toBe('"Etc/GMT-2"');
  });

  test("never loses or turns a sign or a number", () => {
    for (let hours = -12; hours <= 14; hours += 1) {
      const written = `${hours < 0 ? "-" : "+"}${Math.abs(hours)}`;
      for (const prefix of ["UTC", "GMT", "Etc/UTC", "utc ", ""]) {
        const name = `${prefix}${written}`;
        if (findTimeZone(name) !== undefined) continue;
        const [zone] = zonesOf(name);
        expect([name, findTimeZone(zone ?? "")?.periodAt(1_800_000_000).offset]).toEqual([name, hours * 3600]);
      }
    }
  });
});

describe("the table of abbreviations", () => {
  const year = [1_767_225_600, 1_774_000_000, 1_782_000_000, 1_790_000_000, 1_796_000_000];
  const rows = Object.entries(abbreviatedZones).flatMap(([name, meanings]) =>
    meanings.map(([zone, offset]) => [name, zone, offset] as const),
  );

  test.each(rows)("%s: in %s it is %s at some time of the year", (_name, zone, offset) => {
    const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
    const seconds = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === "-" ? -1 : 1);
    expect(year.map((at) => findTimeZone(zone)?.periodAt(at).offset)).toContain(seconds);
  });

  test("has no name that is a zone", () => {
    const known = new Set(timeZoneNames().map((name) => name.toLowerCase()));
    expect(Object.keys(abbreviatedZones).filter((name) => known.has(name.toLowerCase()))).toEqual([]);
  });
});
