import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Message, writtenMessage } from "../../../../src/core/base/message";
import { type CostFacts, type CostReport, costReport } from "../../../../src/core/cost/costReport";
import { standoutWords } from "../../../../src/core/cost/costTexts";
import type { CronUsage } from "../../../../src/core/cost/cronUsage";
import type { StandoutCode } from "../../../../src/core/cost/standouts";
import type { JudgedCron } from "../../../../src/core/known/readHealths";
import { cronRuns } from "../../../../src/core/schedule/cronRuns";
import { timeZoneNames } from "../../../../src/core/schedule/timeZone";
import { hour, iso, lastHour, minute, now, ran, staged } from "../doctor/facts";
import { arbitrarySchedule } from "../schedule/arbitrarySchedule";

const day = 24 * hour;
const plain = { data: (text: string) => text, moment: (date: string) => date };
const words = (message: Message | undefined) => message && writtenMessage(message, plain);
const prices = [{ model: "model-a", input: 2, output: 8 }];

/** Newest first; null: a run that counts none. */
function used(
  totals: readonly (number | null)[],
  given: Partial<CronUsage> & { readonly model?: string } = {},
): CronUsage {
  const { model = "model-a", ...rest } = given;
  const runs = totals.map((total, at) => ({
    runId: String(at),
    total,
    usage: total === null ? [] : [{ model, input: total / 2, output: total / 2, total }],
  }));
  return { source: "kept", runs, isAll: true, ...rest };
}

function reportOf(
  crons: readonly JudgedCron[],
  usages: readonly (CronUsage | undefined)[] = [],
  given: Partial<CostFacts> = {},
): CostReport {
  const usageOf: CostFacts["usageOf"] = (cron) => usages[crons.findIndex((each) => each.cron === cron)];
  const limits = { tokens: undefined, money: undefined };
  return costReport({ crons, dialect: "secondsLast", prices: [], now, limits, usageOf, ...given });
}

describe("figures", () => {
  test("each has a source: runs are counted, tokens the median of n of m", () => {
    const { crons, total } = reportOf([staged()], [used([10, 30, null, 20])], { prices });
    const [cost] = crons;
    expect([cost?.runsADay, cost?.runsAMonth].map((figure) => [figure?.value, words(figure?.from)])).toEqual([
      [24, "Counted from the fields of its schedule, for the 24 hours from now"],
      [720, "Counted from the fields of its schedule, for the 30 days from now"],
    ]);
    expect(cost?.tokensARun).toMatchObject({ value: 20, measured: 3, of: 4 });
    expect(words(cost?.tokensARun?.from)).toBe("Median of 3 of the 4 runs that the server keeps and that have ended");
    expect([cost?.tokensAMonth?.value, cost?.moneyAMonth?.value]).toEqual([14_400, expect.closeTo(0.072)]);
    expect(words(cost?.moneyAMonth?.from)).toContain("by your prices: Median of 3 of the 4 runs");
    expect(cost?.missing).toEqual([]);
    expect(total.moneyAMonth?.value).toBe(cost?.moneyAMonth?.value);
  });

  const random = staged({ schedule: "0 R * * *" });
  const deleted = staged({ thread_id: null, on_run_completed: "delete" });
  test.each<[string, JudgedCron, CronUsage | undefined, readonly string[]]>([
    ["not measured", staged(), undefined, ["Its tokens were not measured yet"]],
    [
      "no run is kept",
      staged(),
      used([]),
      ["Its tokens can't be measured: the server keeps no run of it that has ended"],
    ],
    ["none counts", staged(), used([null, null]), ["No message of its last 2 runs counts tokens (usage_metadata)"]],
    ["deleted", deleted, undefined, ["Its tokens can't be measured: the server deletes its runs when they end"]],
    [
      "seen",
      deleted,
      { ...used([7]), source: "seen", runs: [{ runId: "1", total: 7, usage: [] }] },
      ["No money is shown: of runs that were deleted only the sum of their tokens is known"],
    ],
    [
      "another model",
      staged(),
      used([7], { model: "model-b" }),
      ["No money is shown: no price matches the model model-b"],
    ],
    [
      "random times",
      random,
      used([7]),
      ["How often it runs is not known: its times are random, or not understood here"],
    ],
  ])("what is not known has no number and is said: %s", (_title, judged, usage, missing) => {
    const [cost] = reportOf([judged], [usage], { prices }).crons;
    expect(cost?.missing.map(words)).toEqual(missing);
    expect(cost?.moneyAMonth).toBeUndefined();
  });

  test("one run of a model without a price hides the money of all, and no price table says nothing", () => {
    const runs = [...used([7]).runs, ...used([7], { model: "model-b" }).runs];
    expect(reportOf([staged()], [{ ...used([]), runs }], { prices }).crons[0]?.moneyAMonth).toBeUndefined();
    expect(reportOf([staged()], [used([7])]).crons[0]).toMatchObject({ moneyAMonth: undefined, missing: [] });
  });

  test("a paused cron has no runs; one that the server starts at each look has no number", () => {
    const paused = reportOf([staged({ enabled: false })], [used([7])]).crons[0];
    expect([paused?.runsAMonth?.value, words(paused?.runsAMonth?.from), paused?.tokensAMonth?.value]).toEqual([
      0,
      "It is paused, so it has none",
      0,
    ]);
    const endless = staged({ schedule: "0 0 1 1 * 0 2025", next_run_date: "2025-01-01T00:00:00Z" });
    expect(endless.health.kind).toBe("endless");
    expect(reportOf([endless]).crons[0]).toMatchObject({ runsAMonth: undefined, runsADay: undefined });
  });

  const crons = fc.record({
    schedule: arbitrarySchedule.map(({ text }) => text),
    timezone: fc.constantFrom(...timeZoneNames()),
    end_time: fc.option(fc.integer({ min: -9, max: 60 }).map((days) => iso(now + days * day))),
    enabled: fc.boolean(),
    next_run_date: fc.constant("soon"),
  });
  const totals = fc.array(fc.option(fc.integer({ min: 0, max: 100_000 })), { maxLength: 12 });
  const models = fc.constantFrom("model-a", "model-b");
  const worlds = fc.array(fc.tuple(crons, fc.option(totals), models), { maxLength: 6 });

  test("counts equal enumeration, sums are sums, and no number is without a source", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const judged = world.map(([cron]) => staged(cron));
        const usages = world.map(([, each, model]) => (each === null ? undefined : used(each, { model })));
        const report = reportOf(judged, usages, { prices });
        for (const { cron, runsAMonth } of report.crons) {
          const running = { ...cron, dialect: "secondsLast" as const, nextRunDate: cron.next_run_date };
          const { runs, end } = cronRuns(running, { from: now, count: 800 });
          const month = runs.filter((run) => run <= now + 30 * day);
          if (runsAMonth !== undefined && (month.length < 800 || end.kind === "paused"))
            expect(runsAMonth.value).toBe(month.length);
        }
        for (const key of ["runsADay", "runsAMonth", "tokensAMonth", "moneyAMonth"] as const) {
          const known = report.crons.flatMap((cost) => cost[key]?.value ?? []);
          const sum = known.reduce((all, each) => all + each, 0);
          expect(report.total[key]?.value ?? 0).toBeCloseTo(sum, 6);
          expect(report.total[key] === undefined).toBe(known.length === 0);
        }
        for (const figures of [...report.crons, report.total]) {
          for (const value of Object.values(figures)) {
            const isFigure = typeof value === "object" && value !== null && "value" in value;
            expect(typeof value).not.toBe("number");
            if (isFigure) expect(words((value as { from: Message }).from)).toMatch(/^[A-Z][^{}]{10,}$/);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

const runs = (count: number, given: (at: number) => Parameters<typeof ran>[1] = () => ({})) =>
  Array.from({ length: count }, (_none, at) => ran(lastHour - at * hour, given(at)));
const took = (seconds: number, at: number) => ({ updated_at: iso(lastHour - at * hour + 2_000 + seconds * 1000) });
const old = (days: number) => ran(now - days * day);
const bare = { metadata: {}, created_at: iso(now - 90 * day), updated_at: iso(now - 90 * day) };
const failing = { status: "error" } as const;

interface Row {
  readonly judged: JudgedCron;
  readonly usage?: CronUsage;
  readonly limits?: CostFacts["limits"];
}

/** What stands out, and what nearly does. */
const rows: readonly (readonly [code: StandoutCode, title: string, stands: boolean, row: Row])[] = [
  [
    "endless",
    "its years are over",
    true,
    { judged: staged({ schedule: "0 0 1 1 * 0 2025", next_run_date: "2025-01-01T00:00:00Z" }) },
  ],
  [
    "endless",
    "its years are not over",
    false,
    { judged: staged({ schedule: "0 0 1 1 * 0 2030", next_run_date: "2030-01-01T00:00:00Z" }) },
  ],
  ["neverSucceeded", "three runs failed", true, { judged: staged({}, { runs: runs(3, () => failing) }) }],
  ["neverSucceeded", "two runs failed", false, { judged: staged({}, { runs: runs(2, () => failing) }) }],
  [
    "neverSucceeded",
    "the first of four was well",
    false,
    { judged: staged({}, { runs: runs(4, (at) => (at < 3 ? failing : {})) }) },
  ],
  [
    "neverSucceeded",
    "three were cancelled",
    false,
    { judged: staged({}, { runs: runs(3, () => ({ status: "interrupted" })) }) },
  ],
  [
    "dearer",
    "the last three took three times the tokens",
    true,
    { judged: staged(), usage: used([300, 310, 305, 100, 90, 110]) },
  ],
  ["dearer", "one of them did not", false, { judged: staged(), usage: used([300, 299, 305, 100, 90, 110]) }],
  ["dearer", "only two are older", false, { judged: staged(), usage: used([300, 310, 305, 100, 90]) }],
  ["dearer", "the older ones took none", false, { judged: staged(), usage: used([300, 310, 305, 0, 0, 0]) }],
  [
    "longer",
    "ten times, and over a minute",
    true,
    { judged: staged({}, { runs: runs(4, (at) => took(at === 0 ? 70 : 7, at)) }) },
  ],
  ["longer", "nine times", false, { judged: staged({}, { runs: runs(4, (at) => took(at === 0 ? 63 : 7, at)) }) }],
  [
    "longer",
    "ten times, but short",
    false,
    { judged: staged({}, { runs: runs(4, (at) => took(at === 0 ? 50 : 1, at)) }) },
  ],
  [
    "longer",
    "only two are older",
    false,
    { judged: staged({}, { runs: runs(3, (at) => took(at === 0 ? 70 : 7, at)) }) },
  ],
  [
    "longer",
    "it still runs",
    true,
    { judged: staged({}, { runs: runs(4, (at) => (at === 0 ? { status: "running" } : took(7, at))) }) },
  ],
  [
    "longer",
    "it waits in the queue",
    false,
    { judged: staged({}, { runs: runs(4, (at) => (at === 0 ? { status: "pending" } : took(7, at))) }) },
  ],
  ["stale", "its last success is 31 days old", true, { judged: staged(bare, { runs: [old(31)] }) }],
  ["stale", "its last success is 29 days old", false, { judged: staged(bare, { runs: [old(29)] }) }],
  ["stale", "it has never run in 90 days", true, { judged: staged(bare, { runs: [] }) }],
  [
    "stale",
    "it is of a spec",
    false,
    { judged: staged({ ...bare, metadata: { langgraph_crons_name: "report" } }, { runs: [old(31)] }) },
  ],
  [
    "stale",
    "another product manages it",
    false,
    { judged: staged({ ...bare, metadata: { mda_managed: true } }, { runs: [old(31)] }) },
  ],
  ["stale", "its runs were not read", false, { judged: staged(bare) }],
  ["stale", "it is paused", false, { judged: staged({ ...bare, enabled: false }, { runs: [old(31)] }) }],
  [
    "stale",
    "it runs once a year",
    false,
    { judged: staged({ ...bare, schedule: "0 9 1 6 *", next_run_date: "2027-06-01T09:00:00Z" }, { runs: [old(31)] }) },
  ],
  [
    "stale",
    "its known runs go back a week only",
    false,
    { judged: staged(bare, { runs: [ran(now - 7 * day, failing)], isAll: false }) },
  ],
  [
    "stale",
    "its known failures go back 40 days",
    true,
    { judged: staged(bare, { runs: [ran(now - 40 * day, failing)], isAll: false }) },
  ],
  ["expired", "its end has passed", true, { judged: staged({ end_time: iso(now - minute) }) }],
  ["expired", "its end comes in a minute", false, { judged: staged({ end_time: iso(now + minute) }) }],
  ["noEnd", "no end", true, { judged: staged() }],
  ["noEnd", "an end", false, { judged: staged({ end_time: iso(now + day) }) }],
  ["noEnd", "years", false, { judged: staged({ schedule: "0 0 1 1 * 0 2030" }) }],
  ["noEnd", "paused", false, { judged: staged({ enabled: false }) }],
  [
    "overTokens",
    "a token over",
    true,
    { judged: staged(), usage: used([100]), limits: { tokens: 71_999, money: undefined } },
  ],
  [
    "overTokens",
    "just the limit",
    false,
    { judged: staged(), usage: used([100]), limits: { tokens: 72_000, money: undefined } },
  ],
  ["overTokens", "not measured", false, { judged: staged(), limits: { tokens: 1, money: undefined } }],
  ["overMoney", "over", true, { judged: staged(), usage: used([100]), limits: { tokens: undefined, money: 0.35 } }],
  [
    "overMoney",
    "not over",
    false,
    { judged: staged(), usage: used([100]), limits: { tokens: undefined, money: 0.37 } },
  ],
];

describe("what stands out", () => {
  test.each(rows)("%s: %s: %s", (code, _title, stands, { judged, limits, usage }) => {
    const [cost] = reportOf([judged], [usage], { prices, ...(limits && { limits }) }).crons;
    expect(cost?.standouts.map((each) => each.code).includes(code)).toBe(stands);
  });

  test("duplicates and twins are found among all", () => {
    const named = { metadata: { langgraph_crons_name: "report" } };
    const twin = { schedule: "5 5 * * *", thread_id: "t", payload: { input: { a: 1 } } };
    const report = reportOf([
      staged(named),
      staged(named),
      staged(twin),
      staged(twin),
      staged({ ...twin, enabled: false }),
    ]);
    const codes = report.crons.map(({ standouts }) =>
      standouts.map(({ code }) => code).filter((code) => code !== "noEnd"),
    );
    expect(codes.toSorted()).toEqual([[], ["duplicate"], ["duplicate"], ["twin"], ["twin"]]);
  });

  test("every code has a row here, and a line in the docs", () => {
    const staged = new Set([...rows.filter(([, , stands]) => stands).map(([code]) => code), "duplicate", "twin"]);
    expect([...staged].toSorted()).toEqual(Object.keys(standoutWords).toSorted());
    const page = readFileSync("docs/cost.md", "utf8");
    expect(
      [...page.matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)].flatMap(([, cell]) => cell?.match(/\w+/g) ?? []).toSorted(),
    ).toEqual(Object.keys(standoutWords).toSorted());
  });
});

test("the most expensive is first, by what is known", () => {
  const crons = [staged({ schedule: "0 9 * * *" }), staged(), staged({ schedule: "* * * * *" })];
  const order = (usages: readonly (CronUsage | undefined)[]) =>
    reportOf(crons, usages, { prices }).crons.map(({ cron }) => cron.schedule);
  expect(order([])).toEqual(["* * * * *", "0 * * * *", "0 9 * * *"]);
  expect(order([used([1_000_000]), used([10], { model: "model-b" })])).toEqual(["0 9 * * *", "0 * * * *", "* * * * *"]);
});
