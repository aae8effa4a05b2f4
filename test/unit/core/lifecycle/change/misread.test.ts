import { expect, test } from "vitest";
import { isAsMeant, misread, serverTimesAgreed } from "../../../../../src/core/lifecycle/change/misread";
import type { Expectation } from "../../../../../src/core/lifecycle/onServer/expectedRun";
import type { Cron } from "../../../../../src/core/server/cron";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { MemoryServer } from "../../../support/memoryServer";
import { memoryWork, type WorkChange } from "../../../support/memoryWork";

const zone = "Europe/Berlin";
const given = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", timezone: zone };
const expected: Expectation = { schedule: given.schedule, timezone: zone };
const updated_at = "2026-11-23T12:00:00+00:00";
const good = cronWith({ timezone: zone, updated_at, next_run_date: "2026-11-24T08:00:00+00:00" });
/** As with the offset of its summer. */
const otherData: Cron = { ...good, next_run_date: "2026-11-24T07:00:00+00:00" };
const otherTime: Cron = { ...good, next_run_date: "2026-11-24T07:30:00+00:00" };
const accepting = (cron: Cron, accepted: string): Cron => ({
  ...cron,
  metadata: { [metadataKeys.serverTimes]: accepted },
});
const mismatch = (got: string) => ({ what: "next_run_date", expected: "2026-11-24T08:00:00.000Z", got });
const ofData = { kind: "mismatch", cause: "zoneData", mismatches: [mismatch("2026-11-24T07:00:00+00:00")] };
const ofTime = { kind: "mismatch", cause: "unknown", mismatches: [mismatch("2026-11-24T07:30:00+00:00")] };

test.each<[string, Cron, string | undefined, object | undefined, string | undefined]>([
  ["what is as meant", good, undefined, undefined, undefined],
  ["another time", otherTime, undefined, { ...ofTime, cron: otherTime }, undefined],
  ["other data", otherData, undefined, { ...ofData, cron: otherData }, undefined],
  ["other data, accepted now", otherData, zone, undefined, zone],
  ["other data, accepted for another zone", otherData, "Asia/Tokyo", { ...ofData, cron: otherData }, "Asia/Tokyo"],
  ["other data, accepted before", accepting(otherData, zone), undefined, undefined, zone],
  [
    "other data, accepted before for another zone",
    accepting(otherData, "Asia/Tokyo"),
    zone,
    { ...ofData, cron: accepting(otherData, "Asia/Tokyo") },
    zone,
  ],
  [
    "another time, whatever was accepted",
    accepting(otherTime, zone),
    zone,
    { ...ofTime, cron: accepting(otherTime, zone) },
    zone,
  ],
])("misread: %s", async (_what, cron, accepted, misreading, acceptedThen) => {
  const { told, work } = await memoryWork(new MemoryServer(), { arguments: given });
  work.acceptedZone = accepted;
  expect(misread(work, cron)).toStrictEqual(misreading);
  expect([work.acceptedZone, told]).toEqual([acceptedThen, [{ step: "comparing" }]]);
});

test.each<[boolean, string, Cron]>([
  [true, "what is as meant", good],
  [false, "another time", otherTime],
  [false, "another time, whatever was accepted", accepting(otherTime, zone)],
  [false, "other data", otherData],
  [true, "other data, accepted before", accepting(otherData, zone)],
  [false, "other data, accepted before for another zone", accepting(otherData, "Asia/Tokyo")],
])("as meant is %s for %s", (asMeant, _what, cron) => {
  expect(isAsMeant(cron, expected)).toBe(asMeant);
});

test.each<[string, Cron, "zoneData" | "unknown", WorkChange, boolean, string | undefined]>([
  ["agreed to", otherData, "zoneData", { answer: "yes" }, true, zone],
  ["agreed to for UTC", cronWith({ timezone: null }), "zoneData", { answer: "yes" }, true, "UTC"],
  ["not agreed to", otherData, "zoneData", { answer: "no" }, false, undefined],
  ["not asked about where it is no matter of the zone", otherTime, "unknown", { answer: "yes" }, false, undefined],
])("the server's times are %s", async (_what, cron, cause, change, agreed, accepted) => {
  const { asked, work } = await memoryWork(new MemoryServer(), { arguments: given, ...change });
  expect(await serverTimesAgreed(work, { kind: "mismatch", cron, mismatches: [], cause })).toBe(agreed);
  expect(work.acceptedZone).toBe(accepted);
  expect(asked).toEqual(cause === "unknown" ? [] : [{ kind: "serverTimes", cron, mismatches: [] }]);
});
