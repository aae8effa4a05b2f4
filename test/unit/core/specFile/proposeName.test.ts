import fc from "fast-check";
import { expect, it } from "vitest";
import { freeName, proposeName } from "../../../../src/core/specFile/proposeName";

const id = "3f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21";
const known = { dialect: "secondsLast", taken: new Set<string>() } as const;

it.each([
  [{}, known, "cron"],
  [{ assistant_id: "report" }, known, "report"],
  [{ schedule: "0 9 * * 1-5" }, known, "cron-weekdays"],
  [{ assistant_id: "report", schedule: "0 9 * * 1-5" }, known, "report-weekdays"],
  [{ assistant_id: "report", schedule: "0 9 * *" }, known, "report"],
  [{ assistant_id: "my report", schedule: 5 }, known, "my-report"],
  [{ assistant_id: id, schedule: "@daily" }, known, "cron-daily"],
  [{ assistant_id: id, schedule: "@hourly" }, { ...known, assistant: "Weekly report" }, "Weekly-report-hourly"],
  [{ assistant_id: "report" }, { ...known, taken: new Set(["report", "report-2"]) }, "report-3"],
  [{ schedule: "0 0 9 * * 1-5" }, { ...known, dialect: "secondsFirst" }, "cron"],
] as const)("%j is named, knowing %j: %s", (args, facts, name) => {
  expect(proposeName(args, facts)).toBe(name);
});

it("a proposed name is never taken, and begins with the name that it was made from", () => {
  const names = fc.constantFrom("a", "a-2", "a-3", "a-2-2", "b");
  fc.assert(
    fc.property(names, fc.uniqueArray(names), (name, used) => {
      const free = freeName(name, new Set(used));
      expect(used).not.toContain(free);
      expect(free.startsWith(name)).toBe(true);
    }),
  );
});
