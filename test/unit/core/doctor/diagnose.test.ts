import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { englishMessage } from "../../../../src/core/base/message";
import { diagnose } from "../../../../src/core/doctor/diagnose";
import type { CauseCode } from "../../../../src/core/doctor/diagnosis";
import type { DoctorFacts, ServerFacts } from "../../../../src/core/doctor/doctorFacts";
import { doctorTexts } from "../../../../src/core/doctor/doctorTexts";
import type { Cron } from "../../../../src/core/server/cron";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { hour, iso, lastHour, minute, now, ran, serverWith, staged } from "./facts";

const codesOf = (facts: DoctorFacts) => diagnose(facts).found.map(({ code }) => code);
const ofAll = (...crons: readonly ReturnType<typeof staged>[]) => serverWith(crons);
/** Somebody asks about the first one. */
const ofFirst = (...crons: readonly ReturnType<typeof staged>[]) =>
  serverWith(crons, { asked: new Set(crons.slice(0, 1).map(({ cron }) => cron.cron_id)) });

function queue(given: Partial<NonNullable<ServerFacts["metrics"]>>): Partial<ServerFacts> {
  const metrics = { pending: 3, running: 1, longestWait: 90, longestUnblockedWait: 90, workers: null };
  return { metrics: { ...metrics, ...given } };
}

const well = () => staged({}, { runs: [ran(lastHour), ran(lastHour - hour)] });
const hours = (...ago: readonly number[]) => ago.map((each) => lastHour - each * hour);
const due = { next_run_date: iso(lastHour) };
const clash = { payload: { input: {}, context: { team: "red" }, config: { configurable: { team: "red" } } } };
const same = { thread_id: null, payload: { input: { topic: "same" } } };
/** Not due yet since it was made. */
const fresh = (given: Partial<Cron>) =>
  staged({ created_at: iso(now - minute), updated_at: iso(now - minute), ...given });
const old = (version: string) => ({ info: { product: "agentServer", version, hasCrons: true } }) as const;

function failed(error: string, message = "no") {
  return {
    runs: [ran(lastHour, { status: "error" })],
    thread: { status: "error", error: { error, message } },
  } as const;
}

function withoutPayload({ payload: _payload, ...cron }: Cron): Cron {
  return cron;
}

/** The compiler wants each of them here. */
const everyCode: Readonly<Record<CauseCode, true>> = {
  noCrons: true,
  keyRefused: true,
  unread: true,
  clocks: true,
  poison: true,
  schedulerStopped: true,
  schedulerLags: true,
  noWorkers: true,
  allBusy: true,
  queueGrows: true,
  failed: true,
  waits: true,
  late: true,
  missed: true,
  skipped: true,
  pilingUp: true,
  paused: true,
  ended: true,
  never: true,
  endless: true,
  duplicate: true,
  queued: true,
  neverRuns: true,
  badInput: true,
  zoneIgnored: true,
  comesToEnd: true,
  twin: true,
  firedTwice: true,
  everySecond: true,
  assistantGone: true,
  graphGone: true,
  threadGone: true,
  webhookBlocked: true,
};
const poison = (given = {}) => staged({ end_time: "2999-01-01T00:00:00Z", created_at: iso(now - 9 * hour), ...given });

/** What is staged, and all that is found. */
const rows: readonly (readonly [codes: readonly CauseCode[], title: string, facts: DoctorFacts])[] = [
  [[], "a server that is well", ofAll(well(), well())],
  [[], "a server without crons", ofAll()],
  [[], "a cron that has not been due yet", ofFirst(fresh({}))],
  [["noCrons"], "a server without crons of its kind", { kind: "unread", problem: { kind: "noCrons", version: "1" } }],
  [
    ["keyRefused"],
    "a key that is refused",
    { kind: "unread", problem: { kind: "unauthorized", status: 403, detail: "Invalid token", keySent: true } },
  ],
  [["unread"], "a server that is gone", { kind: "unread", problem: { kind: "unreachable", reason: "ECONNREFUSED" } }],
  [["clocks"], "a clock that is ahead", serverWith([well()], { clockAhead: 90_000 })],
  [["clocks"], "a clock that is behind", serverWith([well()], { clockAhead: -90_000 })],
  [[], "a clock that differs little", serverWith([well()], { clockAhead: 20_000 })],
  [
    ["poison"],
    "a cron with an end, and one stored after it that is late",
    ofAll(poison(), staged({ ...due, created_at: iso(now - 8 * hour) })),
  ],
  [["poison", "late"], "the same, but stored before it", ofAll(poison(), staged(due))],
  [
    ["poison"],
    "the same, if somebody asks about the late one",
    ofFirst(staged({ ...due, created_at: iso(now - 8 * hour) }), poison()),
  ],
  [["poison"], "a cron with an end that has passed", ofAll(poison({ end_time: iso(now - hour) }))],
  [[], "a cron with an end that is paused", ofAll(poison({ enabled: false }))],
  [
    [],
    "a cron with an end, and one stored after it that the server has started since",
    ofAll(
      poison({ updated_at: iso(now - 9 * hour) }),
      staged({ created_at: iso(now - 8 * hour), updated_at: iso(now - 8 * hour) }, { runs: [ran(lastHour)] }),
    ),
  ],
  [[], "a cron with an end on a deployment", serverWith([poison()], { onLoopback: false })],
  [
    ["poison"],
    "the same, with one that is late",
    serverWith([poison(), staged({ ...due, created_at: iso(now - 8 * hour) })], { onLoopback: false }),
  ],
  [
    ["late"],
    "a cron with an end on a server that can handle it",
    serverWith([poison(), staged(due)], { info: { product: "agentServer", version: "0.17.0", hasCrons: true } }),
  ],
  [["late"], "one cron that is late", ofAll(staged(due), well())],
  [["schedulerStopped"], "all that are due are late", ofAll(staged(due), staged(due))],
  [
    ["late", "late"],
    "two are late, and another was started since",
    ofAll(
      staged(due),
      staged(due),
      staged({ schedule: "* * * * *", next_run_date: iso(now + 29_500) }, { runs: [ran(now - 30_500)], isAll: false }),
    ),
  ],
  [
    ["schedulerLags"],
    "each run starts five minutes late",
    ofAll(staged({}, { runs: hours(0, 1, 2).map((slot) => ran(slot, {}, 5 * minute)) })),
  ],
  [
    [],
    "one run of three started late",
    ofAll(staged({}, { runs: hours(0, 1, 2).map((slot, n) => ran(slot, {}, n === 0 ? 5 * minute : 2_000)) })),
  ],
  [
    ["noWorkers"],
    "no workers",
    serverWith([well()], queue({ running: 0, workers: { max: 0, active: 0, available: 0 } })),
  ],
  [["noWorkers"], "no workers, which are not mentioned", serverWith([well()], queue({ running: 0 }))],
  [[], "the same, only just", serverWith([well()], queue({ running: 0, longestUnblockedWait: 3 }))],
  [["allBusy"], "all workers busy", serverWith([well()], queue({ workers: { max: 1, active: 1, available: 0 } }))],
  [["queueGrows"], "a queue that grows", serverWith([well()], queue({}))],
  [
    ["queueGrows"],
    "the same beside free workers",
    serverWith([well()], queue({ workers: { max: 9, active: 1, available: 8 } })),
  ],
  [[], "a queue behind a busy thread only", serverWith([well()], queue({ longestUnblockedWait: null }))],
  [[], "a server that shows no queue", serverWith([well()], { metrics: null })],
  [["paused"], "a paused cron that somebody asks about", ofFirst(staged({ enabled: false }))],
  [[], "a paused cron that nobody asks about", ofAll(staged({ enabled: false }))],
  [
    ["paused"],
    "one that a submit has left",
    ofAll(staged({ enabled: false, metadata: { [metadataKeys.submission]: "key", [metadataKeys.hash]: "made:0" } })),
  ],
  [
    ["ended"],
    "one that is over and that somebody asks about",
    ofFirst(staged({ end_time: iso(now - hour), enabled: false })),
  ],
  [["never"], "a date that never comes", ofAll(staged({ schedule: "0 0 31 2 *", next_run_date: null }))],
  [
    ["endless"],
    "a schedule that came to its end",
    ofAll(staged({ schedule: "0 12 2 12 * 0 2026", next_run_date: "2026-12-02T12:00:00Z" })),
  ],
  [
    ["comesToEnd"],
    "one that will",
    ofAll(staged({ schedule: "0 13 2 12 * 0 2026", next_run_date: "2026-12-02T13:00:00Z" })),
  ],
  [["assistantGone"], "a deleted assistant", serverWith([well()], { assistantIds: new Set(["another"]) })],
  [[], "assistants that nobody shows", serverWith([well()], { assistantIds: new Set() })],
  [
    ["graphGone", "failed"],
    "a graph that was taken out of the server",
    ofAll(staged({}, failed("HTTPException", "404: Graph 'needy' not found. Expected one of: ['look']"))),
  ],
  [["failed"], "words about a graph inside an error", ofAll(staged({}, failed("KeyError", "no Graph 'x' not found")))],
  [["threadGone"], "a thread that is not there", ofAll(staged({}, { isThreadUnseen: true }))],
  [
    ["neverRuns", "missed"],
    "“context” beside “config.configurable”, after a time without a run",
    ofAll(staged(clash, { runs: [] })),
  ],
  [["neverRuns"], "the same before its first time", ofAll(fresh(clash))],
  [[], "the same on a server that runs it", ofAll(staged(clash, { runs: [ran(lastHour)] }))],
  [
    ["neverRuns"],
    "“context” on a server that never runs it",
    serverWith([fresh({ payload: { input: {}, context: { team: "red" } } })], old("0.15.1")),
  ],
  [["badInput", "failed"], "no input", ofAll(staged({ payload: {} }, failed("EmptyInputError")))],
  [
    ["badInput", "failed"],
    "an empty list as input",
    ofAll(staged({ payload: { input: [] } }, failed("InvalidUpdateError"))),
  ],
  [["badInput"], "no input, before its first time", ofAll(fresh({ payload: {} }))],
  [[], "no input, and a graph that needs none", ofAll(staged({ payload: {} }, { runs: [ran(lastHour)] }))],
  [["failed"], "runs that fail", ofAll(staged({}, failed("KeyError")))],
  [["zoneIgnored"], "a time zone on an old server", serverWith([fresh({ timezone: "Europe/Berlin" })], old("0.7.60"))],
  [[], "none on an old server", serverWith([fresh({ timezone: "UTC" })], old("0.7.60"))],
  [
    ["skipped"],
    "a busy thread, with “reject”",
    ofAll(staged({ payload: { input: {}, multitask_strategy: "reject" } }, { runs: [] })),
  ],
  [["missed"], "a time without a run", ofAll(staged({}, { runs: [ran(lastHour - hour)] }))],
  [
    ["waits"],
    "a run that asks a person",
    ofAll(
      staged(
        {},
        { runs: [ran(lastHour)], thread: { status: "interrupted", interrupts: [{ id: "a", value: "Go on?" }] } },
      ),
    ),
  ],
  [
    ["pilingUp"],
    "runs that queue",
    ofAll(staged({}, { runs: hours(0, 1, 2).map((slot) => ran(slot, { status: "pending" })) })),
  ],
  [
    ["queued"],
    "one run that does not begin",
    ofAll(staged({}, { runs: [ran(lastHour, { status: "pending" }), ran(lastHour - hour)] })),
  ],
  [
    ["duplicate", "duplicate"],
    "two crons of one spec",
    ofAll(
      staged({ metadata: { [metadataKeys.name]: "daily" } }),
      staged({ metadata: { [metadataKeys.name]: "daily" } }),
    ),
  ],
  [["twin", "twin"], "two that do the same", ofAll(staged(same), staged(same))],
  [[], "two that do the same at other times", ofAll(staged(same), staged({ ...same, schedule: "5 * * * *" }))],
  [[], "two that do the same, one of them paused", ofAll(staged(same), staged({ ...same, enabled: false }))],
  [
    ["firedTwice"],
    "two runs for one time",
    ofAll(staged({}, { runs: [ran(lastHour, {}, 4_000), ran(lastHour), ran(lastHour - hour)] })),
  ],
  [
    [],
    "one that a person started beside it",
    ofAll(staged({}, { runs: [ran(lastHour, { isByHand: true }, 4_000), ran(lastHour)] })),
  ],
  [
    ["everySecond"],
    "every second time left out",
    ofAll(staged({}, { runs: hours(0, 2, 4, 6).map((slot) => ran(slot)) })),
  ],
  [[], "every second time but one", ofAll(staged({}, { runs: hours(0, 2, 3, 5, 7).map((slot) => ran(slot)) }))],
  [
    ["webhookBlocked"],
    "a webhook of Aegra, which calls none",
    serverWith([staged({ payload: { input: {}, webhook: "https://example.com/" } }, { runs: [ran(lastHour)] })], {
      info: { product: "aegra", version: "0.11.0", hasCrons: true },
    }),
  ],
  [
    [],
    "the same on a later version, of which nobody knows",
    serverWith([staged({ payload: { input: {}, webhook: "https://example.com/" } }, { runs: [ran(lastHour)] })], {
      info: { product: "aegra", version: "0.12.0", hasCrons: true },
    }),
  ],
  [
    ["webhookBlocked"],
    "a webhook that the server never calls",
    ofAll(staged({ payload: { input: {}, webhook: "http://169.254.169.254/hook" } }, { runs: [ran(lastHour)] })),
  ],
];

test.each(rows)("%j: %s", (codes, _title, facts) => {
  expect(codesOf(facts)).toEqual(codes);
});

test("each cause is staged", () => {
  const staged = new Set(rows.flatMap(([codes]) => codes));
  expect(Object.keys(everyCode).filter((code) => !staged.has(code as CauseCode))).toEqual([]);
});

test("each cause is in the docs: what it is, and how it is staged", () => {
  const parts = readFileSync("docs/doctor.md", "utf8").split("## How each cause is shown to be found");
  expect(parts).toHaveLength(2);
  const missing = Object.keys(everyCode).filter((code) => !parts.every((part) => part.includes(`\`${code}\``)));
  expect(missing).toEqual([]);
});

test("each cause has its words filled, and each remedy its cron", () => {
  for (const [, title, facts] of rows) {
    for (const { cronId, details, evidence, remedies, unknown, what } of diagnose(facts).found) {
      const texts = [...what, ...evidence, ...details, ...unknown].map(englishMessage);
      expect([title, texts.filter((text) => /\{\w+\}|undefined|NaN/.test(text))]).toEqual([title, []]);
      expect(what).not.toEqual([]);
      for (const remedy of remedies) {
        if ("cronId" in remedy && cronId !== null) expect(remedy.cronId).toBe(cronId);
      }
    }
  }
});

test("what a graph has said is a detail, and neither evidence nor cause", () => {
  const [found] = diagnose(ofAll(staged({}, failed("KeyError", "'topic' of Ms. Smith")))).found;
  expect(found?.details.map(englishMessage)).toEqual(["KeyError: 'topic' of Ms. Smith"]);
  const rest = [...(found?.what ?? []), ...(found?.evidence ?? [])].map(englishMessage).join("\n");
  expect(rest).toMatch(/failed(.|\n)*KeyError/);
  expect(rest).not.toContain("Smith");
});

test("what could not be examined is counted", () => {
  const { unknown } = diagnose(
    serverWith(
      [
        staged({ thread_id: null }),
        staged({ payload: { input: {}, webhook: "https://example.com" } }, { isUnread: true }),
        { ...staged({}, { isThreadUnseen: true }), isThreadUnseen: false },
        { ...staged(), cron: withoutPayload(staged().cron) },
      ],
      { metrics: null },
    ),
  );
  expect(unknown.map(({ text }) => text)).toEqual([
    doctorTexts.metricsUnseen,
    doctorTexts.runsDeleted,
    doctorTexts.runsUnread,
    doctorTexts.threadsUnseen,
    doctorTexts.webhooksUnseen,
    doctorTexts.payloadsUnseen,
  ]);
  expect(diagnose(ofAll(well())).unknown).toEqual([]);
});
