import { expect, test } from "vitest";
import {
  type Group,
  groupOf,
  lockNameOf,
  lockNameOfCron,
  locksToName,
  submissionOf,
} from "../../../../../src/core/lifecycle/lease/lockName";
import type { Cron } from "../../../../../src/core/server/cron";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";

const { name, submission } = metadataKeys;

/** Windows of two versions have to lock the same. */
test("a lock's name is the spec's, or the submission's key", () => {
  expect(lockNameOf({ name: "a", submission: "s" })).toBe("name a");
  expect(lockNameOf({ name: "", submission: "s" })).toBe("name ");
  expect(lockNameOf({ name: null, submission: "s" })).toBe("submission s");
});

test.each<[Cron["metadata"], Group]>([
  [
    { [name]: "a", [submission]: "s" },
    { lockName: "name a", metadata: { [name]: "a" } },
  ],
  [{ [submission]: "s" }, { lockName: "submission s", metadata: { [submission]: "s" } }],
  [
    { [name]: 1, [submission]: "s" },
    { lockName: "submission s", metadata: { [submission]: "s" } },
  ],
  [{}, { lockName: "submission c", metadata: { [submission]: "c" } }],
])("crons with %j belong to %j", (metadata, group) => {
  expect(groupOf(cronWith({ cron_id: "c", metadata }))).toEqual(group);
});

test.each<[Cron["metadata"], string, readonly string[]]>([
  [{}, "a", ["name a", "cron c"]],
  [{ [submission]: "s" }, "z", ["name z", "cron c"]],
  [{ [name]: "b" }, "a", ["name a", "name b"]],
  [{ [name]: "b" }, "c", ["name b", "name c"]],
  [{ [name]: "a" }, "a", ["name a"]],
])("to give a cron with %j the name %s takes %j", (metadata, to, locks) => {
  const cron = cronWith({ cron_id: "c", metadata });
  expect(locksToName(cron, to)).toEqual(locks);
  expect(locks).toContain(lockNameOfCron(cron));
});

test("a cron from another tool counts as its own submission", () => {
  expect(submissionOf(cronWith({ cron_id: "c", metadata: { [submission]: "s" } }))).toBe("s");
  for (const metadata of [{}, { [submission]: 1 }])
    expect(submissionOf(cronWith({ cron_id: "c", metadata }))).toBe("c");
});
