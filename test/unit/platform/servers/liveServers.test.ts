import { beforeEach, expect, test } from "vitest";
import { connectionKey } from "../../../../src/platform/servers/connections/connection";
import { createLiveUpdates } from "../../../../src/platform/servers/liveServer";
import { LiveServers } from "../../../../src/platform/servers/liveServers";
import { recordingServer } from "../../../../src/platform/servers/recordingServer";
import { ServerRecord } from "../../../../src/platform/servers/serverRecord";
import { cronWith } from "../../../fixtures/cronWith";
import { connectionWith } from "../../support/memoryConnections";
import { MemoryServer } from "../../support/memoryServer";
import { settle } from "../../support/settle";
import { VirtualTime } from "../../support/virtualTime";

const minute = 60_000;
const start = Date.parse("2026-11-30T12:00:30Z");

let time: VirtualTime;
let server: MemoryServer;
let record: ServerRecord;
let live: LiveServers;

beforeEach(() => {
  time = new VirtualTime(start);
  server = new MemoryServer([cronWith({ schedule: "* * * * *", next_run_date: "2026-11-30T12:01:00Z" })]);
  record = new ServerRecord(
    connectionWith(),
    () => undefined,
    () => time.now,
  );
  const api = recordingServer(server.api, record, () => undefined);
  const clock = {
    now: () => time.now,
    after: (wait: number, task: () => void) => time.after(wait, task),
    random: () => 0,
  };
  live = new LiveServers(
    { recording: async () => api, plain: async () => server.api },
    async () => ({ createLiveUpdates }),
    clock,
  );
});

/** Its crons are known from now on. */
async function arrive() {
  record.info = server.info;
  record.crons.read().add([...server.crons.values()]);
  record.arrive(time.now);
  await settle();
}

test.each([
  ["its threads", (method: string) => method === "searchThreads" || method === "runs", "ready", 1],
  ["everything", () => true, "problem", 0],
])("a user who may not read %s (403) sees what is left", async (_, isRefused, state, left) => {
  const [cron] = [...server.crons.values()];
  if (cron !== undefined) server.crons.set(cron.cron_id, { ...cron, thread_id: "t0" });
  server.fails = (method) =>
    isRefused(method) ? { kind: "unauthorized", status: 403, detail: "no", keySent: true } : undefined;
  live.watch(record);
  live.turn(true);
  await arrive();
  const states = new Set<string>();
  for (let passed = 0; passed < 120; passed += 1) {
    await time.to(time.now + 5_000);
    states.add(record.state.kind);
  }
  expect([record.state.kind, record.crons.all.length]).toEqual([state, left]);
  expect(states.has("problem")).toBe(state === "problem");
  // The question whether it is everything is asked once.
  expect(server.cronQueries.filter(({ limit }) => limit === 1).length).toBeLessThanOrEqual(state === "ready" ? 1 : 9);
  live.dispose();
});

test("a server that is watched is asked once its crons are known, and while somebody looks", async () => {
  live.watch(record);
  live.turn(true);
  await time.to(start + 5 * minute);
  expect(server.requests).toEqual([]);
  await arrive();
  await time.to(start + 8 * minute);
  const asked = server.requests.length;
  expect(asked).toBeGreaterThan(0);
  live.turn(false);
  await time.to(start + 20 * minute);
  expect(server.requests).toHaveLength(asked);
  live.turn(true);
  await time.to(start + 21 * minute);
  expect(server.requests.length).toBeGreaterThan(asked);
});

test("one that somebody looks at elsewhere is asked while nobody looks at all of them, and no other is", async () => {
  live.watch(record);
  await arrive();
  const [ends, endsOther] = [live.look(connectionKey(record.connection)), live.look("another server")];
  await time.to(start + 5 * minute);
  const asked = server.requests.length;
  expect(asked).toBeGreaterThan(0);
  ends();
  await time.to(start + 20 * minute);
  expect(server.requests).toHaveLength(asked);
  live.turn(true);
  const again = live.look(connectionKey(record.connection));
  live.turn(false);
  await time.to(start + 25 * minute);
  const looked = server.requests.length;
  expect(looked).toBeGreaterThan(asked);
  again();
  endsOther();
  await time.to(start + 40 * minute);
  expect(server.requests).toHaveLength(looked);
});

test("one that nobody watches any more is asked no more", async () => {
  live.turn(true);
  live.watch(record);
  live.watch(record);
  await arrive();
  await time.to(start + 2 * minute);
  const asked = server.requests.length;
  expect(asked).toBeGreaterThan(0);
  live.end(connectionKey(record.connection));
  await time.to(start + 20 * minute);
  expect(server.requests).toHaveLength(asked);
});

test("one that is no longer watched when its crons arrive is never asked", async () => {
  live.turn(true);
  live.watch(record);
  live.dispose();
  await arrive();
  await time.to(start + 20 * minute);
  expect(server.requests).toEqual([]);
});

test("a cron that is paused is not asked about", async () => {
  live.turn(true);
  live.watch(record);
  await arrive();
  const [cron] = record.crons.all;
  if (cron === undefined) throw new Error("no cron");
  record.crons.write().written(server.change(cron.cron_id, { enabled: false }));
  live.follow(record, false);
  await time.to(start + 9 * minute);
  expect(server.requests).toEqual([]);
  // Somebody may have made another one.
  await time.to(start + 20 * minute);
  expect(new Set(server.requests)).toEqual(new Set(["searchCrons"]));
});
