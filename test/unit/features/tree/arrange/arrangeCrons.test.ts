import { describe, expect, test } from "vitest";
import type { Health, HealthKind } from "../../../../../src/core/health/health";
import { worstFirst } from "../../../../../src/core/health/urgency";
import { arrangeCrons, type CronFact } from "../../../../../src/features/tree/arrange/arrangeCrons";
import { groupings } from "../../../../../src/features/tree/arrange/grouping";
import { nextRunGroups, timeBounds } from "../../../../../src/features/tree/arrange/nextRunGroup";
import { redrawnRows } from "../../../../../src/features/tree/arrange/redrawnRows";
import { cronWith } from "../../../../fixtures/cronWith";

const now = Date.parse("2026-11-26T22:30:00Z");
const hours = 3_600_000;
const bounds = timeBounds(now, "Europe/Berlin");

/** `next`: hours from now; a health of other words has no more than its kind. */
function fact(id: string, kind: HealthKind, next: number | undefined, more: Partial<CronFact["cron"]> = {}): CronFact {
  const at = next === undefined ? undefined : now + next * hours;
  const health = { kind, next: at, lastRun: undefined, until: undefined } as Health;
  return { cron: cronWith({ cron_id: id, ...more }), health };
}

const facts = [
  fact("daily", "scheduled", 10, { thread_id: "sales", assistant_id: "b" }),
  fact("paused", "paused", undefined, { thread_id: "sales", assistant_id: "a" }),
  fact("failing", "failed", 30, { thread_id: "sales", assistant_id: "a" }),
  fact("own", "scheduled", 2, { assistant_id: "a" }),
  fact("late", "late", 12, { thread_id: "night", assistant_id: "b" }),
  fact("soon", "running", 0.5, { thread_id: "kpi", assistant_id: "c" }),
];

/** Groups as `key: members`, others as their ids. */
function drawn(grouping: (typeof groupings)[number], given = facts) {
  return arrangeCrons(given, grouping, bounds).entries.map((entry) =>
    entry.kind === "cron"
      ? entry.cron.cron_id
      : `${entry.group.key}(${entry.group.attention}): ${entry.group.crons.map(({ cron_id }) => cron_id).join(" ")}`,
  );
}

describe("crons are put together", () => {
  test.each([
    // The one that is late comes before the one that failed, because it runs earlier.
    ["thread", ["late", "sales(1): failing daily paused", "soon", "own"]],
    ["assistant", ["b(1): late daily", "a(1): failing own paused", "c(0): soon"]],
    [
      "nextRun",
      [
        "overdue(1): late",
        "withinHour(0): soon",
        "tomorrow(0): own daily",
        "withinWeek(1): failing",
        "notPlanned(0): paused",
      ],
    ],
    [
      "health",
      ["failed(1): failing", "late(1): late", "running(0): soon", "scheduled(0): own daily", "paused(0): paused"],
    ],
    ["flat", ["late", "failing", "soon", "own", "daily", "paused"]],
  ] as const)("by %s", (grouping, rows) => expect(drawn(grouping)).toEqual(rows));

  test("whatever the order in which they were read", () => {
    for (const grouping of groupings) expect(drawn(grouping, facts.toReversed())).toEqual(drawn(grouping));
  });

  test("each once, at the place that is told", () => {
    for (const grouping of groupings) {
      const { entries, groups, places } = arrangeCrons(facts, grouping, bounds);
      const ids = entries
        .flatMap((entry) => (entry.kind === "cron" ? [entry.cron] : entry.group.crons))
        .map(({ cron_id }) => cron_id);
      expect(ids.toSorted()).toEqual(facts.map(({ cron }) => cron.cron_id).toSorted());
      for (const [id, { group }] of places) {
        expect(groups.get(group ?? "")?.crons.some(({ cron_id }) => cron_id === id) ?? false).toBe(group !== undefined);
      }
    }
  });

  test("by time and health in an order that has a place for each", () => {
    expect(new Set(worstFirst).size).toBe(14);
    expect(new Set(nextRunGroups).size).toBe(7);
  });
});

describe("the time of the next run", () => {
  const groupAt = (iso: string, zone: string, at = now) => {
    const next = (Date.parse(iso) - now) / hours;
    const { entries } = arrangeCrons([fact("a", "scheduled", next)], "nextRun", timeBounds(at, zone));
    return entries.flatMap((entry) => (entry.kind === "group" ? [entry.group.key] : []))[0];
  };

  test.each([
    // In Berlin it is 23:30.
    ["2026-11-26T23:30:00Z", "Europe/Berlin", "withinHour"],
    ["2026-11-26T23:31:00Z", "Europe/Berlin", "tomorrow"],
    ["2026-11-27T22:59:59Z", "Europe/Berlin", "tomorrow"],
    ["2026-11-27T23:00:00Z", "Europe/Berlin", "withinWeek"],
    ["2026-12-02T22:59:59Z", "Europe/Berlin", "withinWeek"],
    ["2026-12-02T23:00:00Z", "Europe/Berlin", "later"],
    // In Los Angeles 14:30.
    ["2026-11-27T07:59:00Z", "America/Los_Angeles", "today"],
    ["2026-11-27T08:00:00Z", "America/Los_Angeles", "tomorrow"],
    ["2026-11-26T23:59:00Z", "Mars/Phobos", "today"],
  ])("%s in %s: %s", (iso, zone, group) => expect(groupAt(iso, zone)).toBe(group));

  test("counts a day of 25 hours", () => {
    const before = Date.parse("2026-10-25T00:30:00+02:00");
    expect(groupAt("2026-10-25T23:59:00+01:00", "Europe/Berlin", before)).toBe("today");
    expect(groupAt("2026-10-26T00:00:00+01:00", "Europe/Berlin", before)).toBe("tomorrow");
  });
});

describe("rows that are drawn again", () => {
  const redrawn = (grouping: (typeof groupings)[number], change: CronFact, ids = [change.cron.cron_id]) => {
    const after = facts.map((each) => (each.cron.cron_id === change.cron.cron_id ? change : each));
    const rows = redrawnRows(
      arrangeCrons(facts, grouping, bounds),
      arrangeCrons(after, grouping, bounds),
      ids,
      grouping === "thread",
    );
    return rows.map((row) =>
      row.kind === "connection" ? "all" : row.kind === "group" ? row.key : `cron ${row.cronId}`,
    );
  };
  const sales = { thread_id: "sales", assistant_id: "b" };

  test.each([
    ["flat", fact("daily", "scheduled", 11, sales), ["cron daily"]],
    ["flat", fact("daily", "failed", 10, sales), ["all"]],
    ["thread", fact("own", "running", 2), ["cron own"]],
    ["thread", fact("daily", "running", 10, sales), ["sales"]],
    ["assistant", fact("daily", "running", 10, sales), ["cron daily"]],
    ["assistant", fact("daily", "failed", 10, sales), ["b"]],
    ["health", fact("daily", "running", 10, sales), ["scheduled", "running"]],
    ["health", fact("daily", "due", 10, sales), ["all"]],
    ["health", fact("soon", "scheduled", 1), ["all"]],
    ["nextRun", fact("daily", "scheduled", 0.3, sales), ["tomorrow", "withinHour"]],
  ] as const)("by %s, %#", (grouping, change, rows) => expect(redrawn(grouping, change)).toEqual(rows));

  test("are none of crons that are not shown", () => {
    expect(redrawn("flat", fact("elsewhere", "failed", 1))).toEqual([]);
  });

  test("are at most as many as the crons that have changed", () => {
    for (const grouping of groupings) {
      const all = facts.map(({ cron }) => cron.cron_id);
      const before = arrangeCrons(facts, grouping, bounds);
      expect(redrawnRows(before, before, all, grouping === "thread").length).toBeLessThanOrEqual(all.length);
    }
  });
});
