import { describe, expect, test } from "vitest";
import { findingMessage } from "../../../../src/core/finding/findingMessage";
import { plainPlace } from "../../../../src/core/schedule/plainPlace";
import { findTimeZone, timeZoneNames } from "../../../../src/core/schedule/timeZone";
import { zoneMeanings, zonesByCity } from "../../../../src/core/schedule/timeZoneMeanings";
import { abbreviatedZones, zonesOfCities } from "../../../../src/core/schedule/timeZoneWords";
import { zoneFinding } from "../../../../src/core/schedule/zoneFinding";
import { zonePlaces } from "../../../../src/core/schedule/zonePlaces";

const zonesOf = (text: string) => zoneMeanings(text).map(({ zone }) => zone);

describe("a text that is not a time zone", () => {
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

  test.each([
    ["-09:30", ["Pacific/Marquesas"]],
    ["-03:30", ["America/St_Johns"]],
    ["+03:30", ["Asia/Tehran"]],
    ["+04:30", ["Asia/Kabul"]],
    ["+05:30", ["Asia/Kolkata", "Asia/Colombo"]],
    ["+05:45", ["Asia/Kathmandu"]],
    ["+06:30", ["Asia/Yangon", "Indian/Cocos"]],
    ["+08:45", ["Australia/Eucla"]],
    ["+09:30", ["Australia/Adelaide", "Australia/Darwin"]],
    ["+10:30", ["Australia/Lord_Howe"]],
    ["+12:45", ["Pacific/Chatham"]],
  ])("%s, which has no zone of its own, is what the clocks of %j show", (offset, zones) => {
    expect(zoneMeanings(`UTC${offset}`)).toEqual(zones.map((zone) => ({ zone, offset })));
    const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
    const seconds = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === "-" ? -1 : 1);
    const year = [1_768_000_000, 1_784_000_000];
    for (const zone of zones) expect(year.map((at) => findTimeZone(zone)?.periodAt(at).offset)).toContain(seconds);
  });

  test.each([
    ["at UTC+2", []],
    ["UTC+2 or so", []],
    [" UTC+2 ", ["Etc/GMT-2"]],
    ["america/port-au-prince", ["America/Port-au-Prince"]],
    ["etc/gmt-2", ["Etc/GMT-2"]],
    ["Buenos Aires", ["America/Argentina/Buenos_Aires"]],
    ["Louisville", ["America/Kentucky/Louisville"]],
    ["act", []],
    ["general", []],
    ["lhi", []],
    ["north", []],
    ["nsw", []],
    ["south", []],
  ])("%j may mean %j", (text, zones) => {
    expect(zonesOf(text)).toEqual(zones);
  });

  test("is looked for among the cities that zones are named after, the name of today first", () => {
    const names = [
      "America/Argentina/Buenos_Aires",
      "America/Buenos_Aires",
      "Australia/South",
      "Brazil/East",
      "EST5EDT",
      "Etc/GMT+5",
      "Europe/Berlin",
      "Japan",
    ];
    expect([...zonesByCity(names)]).toEqual([
      ["buenos aires", "America/Argentina/Buenos_Aires"],
      ["berlin", "Europe/Berlin"],
    ]);
  });

  test("is shown in at most 60 characters", () => {
    const named = (zone: string) => zoneFinding(zone)?.args.zone;
    expect(named("x".repeat(60))).toBe("x".repeat(60));
    expect(named("x".repeat(61))).toBe(`${"x".repeat(59)}…`);
  });

  test("is reported with the one possible zone", () => {
    const found = zoneFinding("Europe/Berln");
    expect(found && findingMessage(found)).toBe(
      "“Europe/Berln” is not an IANA time zone. Did you mean “Europe/Berlin”?",
    );
    expect(found).toMatchObject({ path: ["timezone"], fix: { kind: "setValue", text: '"Europe/Berlin"' } });
    expect(zoneFinding("Mars/Phobos")).toMatchObject({ code: "timezone.unknown", args: { zone: "Mars/Phobos" } });
    expect(zoneFinding("Mars/Phobos")?.fix).toBeUndefined();
  });

  test("that is a city of several zones is reported with only their names", () => {
    const found = zoneFinding("Hyderabad");
    expect(found && findingMessage(found)).toContain("can mean several: Asia/Karachi, Asia/Kolkata.");
    expect(found?.choices?.every(({ kind }) => kind === "setValue")).toBe(true);
  });

  test("is reported with its meanings, each of which can be chosen", () => {
    const found = zoneFinding("IST");
    expect(found && findingMessage(found)).toBe(
      "“IST” is not an IANA time zone, and can mean several: Asia/Kolkata (UTC+05:30), Europe/Dublin (UTC+01:00), Asia/Jerusalem (UTC+02:00).",
    );
    expect(found?.fix).toBeUndefined();
    expect(found?.choices?.map(({ text }) => text)).toEqual(['"Asia/Kolkata"', '"Europe/Dublin"', '"Asia/Jerusalem"']);
  });

  test("is reported with the sign in the name of the fixed-offset zone", () => {
    const found = zoneFinding("Etc/UTC+2");
    expect(found && findingMessage(found)).toContain("“Etc/GMT-2” is always +02:00 from UTC");
    expect(found?.fix?.text).toBe('"Etc/GMT-2"');
  });

  test("never loses or changes a sign or a number", () => {
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

  test("contains no zone's name", () => {
    const known = new Set(timeZoneNames().map((name) => name.toLowerCase()));
    expect(Object.keys(abbreviatedZones).filter((name) => known.has(name.toLowerCase()))).toEqual([]);
  });
});

test.each(Object.entries(zonesOfCities))("%s is in %j, which the server knows", (city, zones) => {
  expect(city).toBe(plainPlace(city));
  const places = zonePlaces().filter((place) => place.cities.some((each) => plainPlace(each) === city));
  for (const zone of zones) {
    const offset = findTimeZone(zone)?.periodAt(1_784_000_000).offset;
    expect(offset).toBeDefined();
    const same = places.map(({ name }) => findTimeZone(name)?.periodAt(1_784_000_000).offset);
    if (places.length > 0) expect(same).toContain(offset);
  }
});
