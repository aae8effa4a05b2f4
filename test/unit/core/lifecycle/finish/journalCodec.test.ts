import fc from "fast-check";
import { expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import { systemClock } from "../../../../../src/core/base/clock";
import { parseJournalEntry, serialiseJournalEntry } from "../../../../../src/core/lifecycle/finish/journalCodec";
import { argumentsHash } from "../../../../../src/core/lifecycle/onServer/cronHash";

const entries = fc.record(
  {
    submission: fc.uuid(),
    server: fc.string({ unit: "binary" }),
    begunAt: fc.nat(),
    enabled: fc.boolean(),
    schedule: fc.string({ unit: "binary" }),
    timezone: fc.option(fc.string()),
    dialect: fc.constantFrom("secondsLast" as const, "secondsFirst" as const),
    name: fc.option(fc.string({ unit: "binary" })),
    owner: fc.string(),
    abandoned: fc.constant(true as const),
    onlyLock: fc.constant(true as const),
    lockFreedAt: fc.nat(),
    otherLocks: fc.array(fc.string({ unit: "binary" })),
    onFromStart: fc.constant(true as const),
    replaces: fc.uuid(),
    replacedBy: fc.uuid(),
  },
  { requiredKeys: ["submission", "server", "begunAt", "enabled", "schedule", "timezone", "name"] },
);

test("a journal entry comes back as it was written", () => {
  fc.assert(
    fc.property(entries, (entry) => {
      expect(parseJournalEntry(serialiseJournalEntry(entry))).toEqual(entry);
    }),
    { seed: 3 },
  );
});

test("half an entry, or another text, is not an entry", () => {
  fc.assert(
    fc.property(entries, fc.double({ min: 0, max: 0.999, noNaN: true }), (entry, share) => {
      const text = serialiseJournalEntry(entry);
      expect(parseJournalEntry(text.slice(0, Math.floor(text.length * share)))).toBeUndefined();
    }),
    { seed: 4 },
  );
  const good = JSON.parse(serialiseJournalEntry(fc.sample(entries, { seed: 5, numRuns: 1 })[0] ?? ({} as never)));
  for (const bad of [
    { submission: "../../evil" },
    { submission: 1 },
    { name: 1 },
    { begunAt: "1" },
    { enabled: 1 },
    { schedule: null },
    { timezone: 5 },
    { server: undefined },
  ]) {
    expect(parseJournalEntry(JSON.stringify({ ...good, ...bad }))).toBeUndefined();
  }
  for (const text of ["", "null", "[]", "\u0000", "{}"]) expect(parseJournalEntry(text)).toBeUndefined();
});

test("optional parts of an entry are left out if they are invalid", () => {
  const entry = {
    submission: "33333333-3333-4333-8333-333333333333",
    server: "here",
    begunAt: 1,
    enabled: true,
    schedule: "0 9 * * *",
    timezone: null,
    name: null,
  };
  const strange = {
    owner: 1,
    replaces: 2,
    onFromStart: "true",
    onlyLock: 1,
    lockFreedAt: "1",
    otherLocks: ["cron c", 1],
    abandoned: false,
    more: 3,
  };
  expect(parseJournalEntry(JSON.stringify({ ...entry, ...strange }))).toEqual(entry);
  const other = { ...entry, timezone: "UTC", name: "a", dialect: "strange" };
  expect(parseJournalEntry(JSON.stringify(other))).toEqual({ ...other, dialect: "secondsLast" });
});

test("the hash of arguments does not depend on the order of keys, nor on headers and params", async () => {
  const one: CronArguments = {
    thread_id: null,
    assistant_id: "a",
    schedule: "* * * * *",
    config: { tags: ["x"], a: { b: 1, c: 2 } },
  };
  const same = {
    config: { a: { c: 2, b: 1 }, tags: ["x"] },
    schedule: "* * * * *",
    assistant_id: "a",
    thread_id: null,
    headers: { "x-a": "secret" },
    params: { a: 1 },
  };
  expect(await argumentsHash(one)).toBe(await argumentsHash(same));
  expect(await argumentsHash(one)).toMatch(/^[0-9a-f]{64}$/);
  expect(await argumentsHash(one)).not.toBe(
    await argumentsHash({ ...one, config: { tags: ["x"], a: { b: 1, c: 3 } } }),
  );
});

test("the system's clock sleeps, and wakes with the signal's reason", async () => {
  const begun = performance.now();
  await systemClock.sleep(30);
  expect(performance.now() - begun).toBeGreaterThan(25);
  const cancel = new AbortController();
  const sleeping = systemClock.sleep(60_000, cancel.signal);
  cancel.abort("enough");
  await expect(sleeping).rejects.toBe("enough");
  await expect(systemClock.sleep(60_000, cancel.signal)).rejects.toBe("enough");
});
