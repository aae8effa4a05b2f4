import { describe, expect, test } from "vitest";
import { searchZones, type ZoneSearch } from "../../../../src/core/schedule/searchZones";
import { offsetNow, timeZoneNames } from "../../../../src/core/schedule/timeZone";
import { readPlace, zonePlaces } from "../../../../src/core/schedule/zonePlaces";

const winter = Date.parse("2026-11-24T10:20:00Z");
const summer = Date.parse("2026-07-24T10:20:00Z");
const english = new Intl.DisplayNames("en", { type: "region" });
const german = new Intl.DisplayNames("de", { type: "region" });

const searchAt = (now: number, own = "Europe/Berlin"): ZoneSearch => ({
  own,
  countryNames: (code) => [english.of(code) ?? "", german.of(code) ?? ""],
  offsetOf: (zone) => offsetNow(zone, now),
});
const find = (typed: string, search = searchAt(winter)) => searchZones(typed, search);
const names = (typed: string, search = searchAt(winter)) => find(typed, search).map(({ name }) => name);

describe("time zones", () => {
  test("are all listed if nothing is typed: the user's own, UTC, and the others by name", () => {
    const all = names("");
    expect(all).toHaveLength(timeZoneNames().length);
    expect(new Set(all)).toEqual(new Set(timeZoneNames()));
    expect(all.slice(0, 3)).toEqual(["Europe/Berlin", "UTC", "Africa/Abidjan"]);
    expect(all.length).toBeGreaterThanOrEqual(598);
    expect(names("  ", searchAt(winter, "UTC")).slice(0, 2)).toEqual(["UTC", "Africa/Abidjan"]);
  });

  test.each([
    ["munich", "Europe/Berlin", "Munich"],
    ["Germany", "Europe/Berlin", undefined],
    ["deutschland", "Europe/Berlin", undefined],
    ["munich germany", "Europe/Berlin", "Munich"],
    ["GERMANY, Hamburg", "Europe/Berlin", "Hamburg"],
    ["busingen", "Europe/Busingen", undefined],
    ["new york", "America/New_York", undefined],
    ["New_York", "America/New_York", undefined],
    ["america/new_york", "America/New_York", undefined],
    ["boston", "America/New_York", "Boston"],
    ["san francisco", "America/Los_Angeles", "San Francisco"],
    ["washington dc", "America/New_York", "Washington, D.C."],
    ["mumbai", "Asia/Kolkata", "Mumbai"],
    ["india", "Asia/Kolkata", undefined],
    ["indien", "Asia/Kolkata", undefined],
    ["usa", "America/New_York", undefined],
    ["US", "America/New_York", undefined],
    ["uk", "Europe/London", undefined],
    ["edinburgh", "Europe/London", "Edinburgh"],
    ["zurich", "Europe/Zurich", undefined],
    ["Zürich", "Europe/Zurich", undefined],
    ["krakow", "Europe/Warsaw", "Kraków"],
    ["sao paulo", "America/Sao_Paulo", undefined],
    ["montreal", "America/Toronto", "Montréal"],
    ["America/Montreal", "America/Montreal", undefined],
    ["calcutta", "Asia/Calcutta", undefined],
    ["erlin", "Europe/Berlin", undefined],
    ["Australia/South", "Australia/South", undefined],
    ["utc", "UTC", undefined],
    ["UAE", "Asia/Dubai", undefined],
    ["Great Britain", "Europe/London", undefined],
    ["England", "Europe/London", undefined],
    ["Scotland", "Europe/London", undefined],
    ["Wales", "Europe/London", undefined],
    ["Holland", "Europe/Amsterdam", undefined],
    ["America", "America/New_York", undefined],
    ["york new", "America/New_York", undefined],
    ["germ", "Europe/Berlin", undefined],
  ])("%j finds %s first", (typed, zone, city) => {
    const [first] = find(typed, searchAt(winter, "Asia/Tokyo"));
    expect([first?.name, first?.city]).toEqual([zone, city]);
  });

  test.each([
    ["+05:30", winter, ["Asia/Kolkata", "Asia/Colombo", "Asia/Calcutta"]],
    ["+0530", winter, ["Asia/Kolkata", "Asia/Colombo", "Asia/Calcutta"]],
    ["UTC+5:30", winter, ["Asia/Kolkata"]],
    ["UTC+2", winter, ["Africa/Cairo", "Europe/Athens", "Africa/Johannesburg"]],
    ["utc+2", summer, ["Europe/Berlin", "Europe/Paris", "Africa/Johannesburg"]],
    ["gmt -3", winter, ["America/Sao_Paulo", "America/Argentina/Buenos_Aires"]],
    ["−03:30", winter, ["America/St_Johns"]],
    ["+14", winter, ["Pacific/Kiritimati"]],
  ])("%j finds the zones whose clocks show that now", (typed, now, zones) => {
    const found = names(typed, searchAt(now));
    for (const zone of zones) {
      expect(found).toContain(zone);
    }
    const wanted = offsetNow(zones[0] ?? "", now);
    expect(offsetNow(found[0] ?? "", now)).toBe(wanted);
  });

  test("a zone whose offset merely looks like it comes last: Etc/GMT+5 is five hours behind", () => {
    const found = names("gmt+5");
    expect(found).toContain("Etc/GMT-5");
    expect(found.indexOf("Etc/GMT+5")).toBeGreaterThan(found.indexOf("Asia/Tashkent"));
  });

  test("current names come before old ones, and the user's own before equals", () => {
    expect(names("europe", searchAt(winter, "Europe/Vienna"))[0]).toBe("Europe/Vienna");
    const found = find("india");
    expect(found.findIndex(({ isOld }) => isOld)).toBeGreaterThan(0);
    expect(names("united states", searchAt(winter)).slice(0, 3)).toEqual([
      "America/New_York",
      "America/Chicago",
      "America/Los_Angeles",
    ]);
  });

  test.each(["about +05:30", "+05:30 or so", "+05:99"])("%j is not an offset", (typed) => {
    expect(names(typed)).toEqual([]);
  });

  test("an offset may be between spaces", () => {
    expect(names(" +05:30 ")).toEqual(names("+05:30"));
    expect(names("+05:30").length).toBeGreaterThan(2);
  });

  test("a word's beginning comes before letters inside one", () => {
    const found = names("lin");
    expect(found.indexOf("Australia/Lindeman")).toBe(0);
    expect(found.indexOf("Europe/Berlin")).toBeGreaterThan(0);
  });

  test.each(["atlantis", "zzz", "+99", "berlin tokyo", "%", "munich france"])("%j finds nothing", (typed) => {
    expect(names(typed)).toEqual([]);
  });
});

test.each([
  ["Europe/Berlin DE Hamburg|Munich", { country: "DE", cities: ["Hamburg", "Munich"], isOld: false }],
  [
    "America/New_York US New Haven|Washington, D.C.",
    { country: "US", cities: ["New Haven", "Washington, D.C."], isOld: false },
  ],
  ["Asia/Calcutta ~IN", { country: "IN", cities: [], isOld: true }],
])("%s is a place", (line, place) => {
  expect(readPlace(line)).toEqual({ name: line.split(" ")[0], ...place });
});

test("a zone without a country is a place too", () => {
  expect(zonePlaces().find(({ name }) => name === "UTC")).toEqual({
    ...{ name: "UTC", country: undefined, cities: [], isOld: false },
  });
});

test("every place's zone is one that the server accepts, and each country has a name", () => {
  const places = zonePlaces();
  expect(places.map(({ name }) => name)).toEqual(timeZoneNames());
  for (const { country } of places) {
    if (country !== undefined) expect(english.of(country)).not.toBe(country);
  }
  expect(places.filter(({ country }) => country !== undefined).length).toBeGreaterThan(540);
  expect(places.flatMap(({ cities }) => cities).length).toBeGreaterThan(1000);
});
