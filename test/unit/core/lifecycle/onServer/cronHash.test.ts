import { expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import {
  argumentsHash,
  cronHash,
  finishedMetadata,
  isChangedOnServer,
  isFinished,
} from "../../../../../src/core/lifecycle/onServer/cronHash";
import { madeHash, metadataKeys, updating } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";

/** Crons on servers carry the hash for years: a new version has to come to the same. */
const thread = "5d1f6a5e-0000-4000-8000-000000000009";
const plain: CronArguments = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *" };
const full: CronArguments = {
  thread_id: thread,
  assistant_id: "agent",
  schedule: "0 9 * * *",
  timezone: "Asia/Tokyo",
  end_time: "2030-01-01T00:00:00Z",
  input: { b: [1, "two", null, { z: true, y: false }], a: 1.5 },
  config: { tags: ["x"] },
  metadata: { team: "red" },
  webhook: "https://example.com/",
};

test.each([
  [plain, "5585680316b48db455628676fc78e18aa2c9182b187804e3975c25e80b97b169"],
  [full, "c4255d4f895f79ee8c1285c3ff18359fff4a1183af4a91b396ccec280fbe3b3b"],
])("the hash of %j stays what it is", async (given, hash) => {
  expect(await argumentsHash(given)).toBe(hash);
});

test.each<[string, Partial<CronArguments>]>([
  ["enabled", { enabled: false }],
  ["headers", { headers: { a: "b" } }],
  ["params", { params: { a: 1 } }],
])("%s is not part of it", async (_name, change) => {
  expect(await argumentsHash({ ...plain, ...change })).toBe(await argumentsHash(plain));
});

test("on_run_completed is part of it without a thread, and not with one", async () => {
  const change = { on_run_completed: "keep" } as const;
  expect(await argumentsHash({ ...plain, ...change })).not.toBe(await argumentsHash(plain));
  const onThread = { ...plain, thread_id: thread };
  expect(await argumentsHash({ ...onThread, ...change })).toBe(await argumentsHash(onThread));
});

const cron = cronWith({ payload: { assistant_id: "agent" } });

test("a cron's hash is that of its arguments", async () => {
  expect(await cronHash(cron)).toBe(await argumentsHash(plain));
  expect(await cronHash({ ...cron, thread_id: thread })).toBe(await argumentsHash({ ...plain, thread_id: thread }));
});

test("0.1 computed it from all metadata, and left no mark", async () => {
  const metadata = { team: "red", owner: "user-1" };
  const hash = await argumentsHash({ ...plain, metadata });
  const stored = { ...cron, metadata: { ...metadata, [metadataKeys.hash]: hash } };
  expect(await isChangedOnServer(stored)).toBe(false);
  expect(await isChangedOnServer({ ...stored, metadata: { ...stored.metadata, team: "blue" } })).toBe(true);
  const marked = { ...stored.metadata, [metadataKeys.keys]: "{}" };
  expect(await isChangedOnServer({ ...stored, metadata: marked })).toBe(true);
});

const { hash: hashKey, keys } = metadataKeys;

test("what a submission has to say at its end is its hash, and the mark where there is one", async () => {
  const unmarked = await finishedMetadata(cron, {});
  expect(unmarked).toEqual({ [hashKey]: await argumentsHash(plain) });
  expect(await isFinished({ ...cron, metadata: unmarked }, {})).toBe(true);
  for (const metadata of [{}, { [hashKey]: "0" }]) expect(await isFinished({ ...cron, metadata }, {})).toBe(false);
  const wanted = { team: "red" };
  const marked = {
    ...cron,
    metadata: { ...wanted, ...(await finishedMetadata({ ...cron, metadata: wanted }, wanted)) },
  };
  expect(await isFinished(marked, wanted)).toBe(true);
  expect(await isFinished({ ...marked, metadata: { ...marked.metadata, [keys]: "{}" } }, wanted)).toBe(false);
});

/** Of one that was cut off. */
test.each<[string, "made" | "made of something else" | "finished" | "updating", string]>([
  ["is what was asked for: its mark holds", "made", "set"],
  ["is something else: nothing of it may be cleared", "made of something else", "found"],
  ["had come to its end: its mark holds", "finished", "set"],
  ["was being updated: nothing of it may be cleared", "updating", "found"],
])("what nobody knows any more %s", async (_what, stage, origin) => {
  const metadata = { team: "red", [keys]: '{"team":"set"}' };
  const own = await cronHash({ ...cron, metadata });
  const hashes = { made: madeHash(own), "made of something else": madeHash("0"), finished: own, updating };
  const left = { ...cron, metadata: { ...metadata, [hashKey]: hashes[stage] } };
  expect((await finishedMetadata(left))[keys]).toBe(JSON.stringify({ team: origin }));
});

test("only a hash that a submission left at its end can show a change", async () => {
  const metadata = { team: "red", owner: "user-1", [metadataKeys.keys]: '{"team":"set"}' };
  const { [metadataKeys.hash]: own, ...rest } = await finishedMetadata({ ...cron, metadata }, { team: "red" });
  expect(rest).toEqual({ team: "red", [metadataKeys.keys]: '{"team":"set"}' });
  expect(own).toBe(await argumentsHash({ ...plain, metadata: { team: "red" } }));
  const marked = (hash: string | number) => ({ ...cron, metadata: { [metadataKeys.hash]: hash } });
  const other = "0".repeat(64);
  expect(await isChangedOnServer(marked(await cronHash(cron)))).toBe(false);
  expect(await isChangedOnServer(marked(other))).toBe(true);
  for (const hash of [updating, madeHash(other), 1]) expect(await isChangedOnServer(marked(hash))).toBe(false);
  expect(await isChangedOnServer(cron)).toBe(false);
});
