import { describe, expect, it } from "vitest";
import { clockTime, momentInZone } from "../../../../../media/cronForm/controls/momentInZone";

describe("A date and time as clocks in a zone show it", () => {
  it.each([
    ["2027-01-31 18:00", "Europe/Berlin", "2027-01-31T18:00:00+01:00"],
    ["2027-07-31 18:00", "Europe/Berlin", "2027-07-31T18:00:00+02:00"],
    ["2027-07-31T18:00:30", "America/St_Johns", "2027-07-31T18:00:30-02:30"],
    ["2027-07-31", "Asia/Kolkata", "2027-07-31T00:00:00+05:30"],
    ["2027-07-31 18:00", "UTC", "2027-07-31T18:00:00Z"],
    ["2027-07-31 18:00", "+02:00", "2027-07-31T18:00:00+02:00"],
  ])("%s in %s has the offset of that day", (text, zone, iso) => {
    expect(momentInZone(text, zone)).toEqual({ kind: "once", iso });
  });

  it.each([
    ["2027-03-28 02:30", "Europe/Berlin", "2027-03-28T03:30:00+02:00", "2027-03-28 03:30"],
    ["2027-10-03 02:15", "Australia/Lord_Howe", "2027-10-03T02:45:00+11:00", "2027-10-03 02:45"],
  ])("%s in %s is skipped by the clocks", (text, zone, iso, actual) => {
    expect(momentInZone(text, zone)).toEqual({ kind: "skipped", iso, actual });
  });

  it.each([
    ["2027-10-31 02:30", "Europe/Berlin", "2027-10-31T02:30:00+02:00", "2027-10-31T02:30:00+01:00"],
    ["2027-04-04 01:45", "Australia/Lord_Howe", "2027-04-04T01:45:00+11:00", "2027-04-04T01:45:00+10:30"],
  ])("%s in %s comes twice", (text, zone, first, second) => {
    expect(momentInZone(text, zone)).toEqual({ kind: "twice", first, second });
  });

  it.each(["", "tomorrow", "2027-02-30 10:00", "2027-13-01", "2027-01-31 25:00"])("“%s” is not one", (text) => {
    expect(momentInZone(text, "Europe/Berlin")).toEqual({ kind: "invalid" });
  });

  it.each(["", "Berlin", "UTC+2", "europe/berlin"])("“%s” is not a zone", (zone) => {
    expect(momentInZone("2027-01-31", zone)).toEqual({ kind: "unknownZone" });
  });

  it("shows a moment on a zone's clock", () => {
    expect(clockTime(Date.UTC(2027, 6, 31, 22, 30), "Asia/Kolkata")).toBe("2027-08-01 04:00");
  });
});
