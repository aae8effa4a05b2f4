import type { UpcomingCron, UpcomingRun, UpcomingView } from "../../../src/protocol/upcoming";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** When the page is opened, by its own clock: a morning in Berlin, with all that is shown still to come. */
export const opened = Date.parse("2026-11-24T07:23:00Z");

const words = {
  good: "done",
  bad: "failed",
  waits: "waits for a person",
  busy: "running",
  quiet: "interrupted",
} as const;

function run(id: string, ago: number, kind: UpcomingRun["kind"], took: number): UpcomingRun {
  const start = opened - ago;
  return { id, start, end: kind === "busy" ? null : start + took, kind, words: words[kind], opens: true };
}

export function cronOf(name: string, schedule: string, more: Partial<UpcomingCron> = {}): UpcomingCron {
  return {
    id: `c ${name}`,
    server: 0,
    name,
    threadId: null,
    health: "scheduled",
    needsAttention: false,
    missed: null,
    takes: null,
    runs: [],
    ...more,
    running: {
      schedule,
      timezone: "Europe/Berlin",
      end_time: null,
      enabled: true,
      dialect: "secondsLast",
      nextRunDate: null,
      ...more.running,
    },
  };
}

const off = (schedule: string, enabled: boolean, end_time: string | null = null): UpcomingCron["running"] => ({
  ...cronOf("", schedule).running,
  enabled,
  end_time,
});

const hourly = Array.from({ length: 6 }, (_none, index) =>
  run(`h${index}`, (6 - index) * hour, index > 3 ? "bad" : "good", 2_000),
);

/** One of everything that a row can show. */
export const everyRow: UpcomingView = {
  title: "eu.example.com",
  zone: "Europe/Berlin",
  language: "en",
  isReading: false,
  servers: [{ name: "eu.example.com", production: "production", workers: 10, problem: null }],
  crons: [
    cronOf("crm-sync", "17 * * * *", {
      health: "failed 2 in a row",
      needsAttention: true,
      runs: hourly,
      takes: { median: 2_000, runs: 6 },
      threadId: "8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21",
    }),
    cronOf("kpi-minutely", "* * * * *", {
      runs: Array.from({ length: 50 }, (_none, index) => run(`k${index}`, (50 - index) * minute, "good", 900)),
    }),
    cronOf("long-report", "0 */4 * * *", {
      runs: [run("l0", 5 * hour, "good", 3 * hour), run("l1", 30 * minute, "busy", 0)],
    }),
    cronOf("approval", "40 8 * * *", {
      runs: [run("a0", 3 * hour, "waits", 3_000)],
      needsAttention: true,
      health: "waits for a person",
    }),
    cronOf("nightly-export", "0 2 * * *", {
      health: "missed a run",
      needsAttention: true,
      missed: { slots: 1, since: opened - 2 * hour, last: opened - 2 * hour },
    }),
    cronOf("quarterly-review", "0 9 1 */3 *", { health: "paused", running: off("0 9 1 */3 *", false) }),
    cronOf("trial", "*/20 * * * *", { running: off("*/20 * * * *", true, new Date(opened + 5 * hour).toISOString()) }),
    cronOf("drawn-by-lot", "R 9 * * *", { runs: null }),
    cronOf("crm-sync-again", "17 * * * *", { threadId: "8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21" }),
    ...Array.from({ length: 12 }, (_none, index) => cronOf(`digest-${index + 1}`, "0 12 * * *")),
  ],
};

/** So many crons that only some are in sight. */
export function manyRows(count: number): UpcomingView {
  const schedules = ["*/10 * * * *", "5 * * * *", "0 9 * * mon-fri", "*/15 8-18 * * 1-5", "30 2 * * *", "* * * * *"];
  return {
    ...everyRow,
    servers: [{ name: "eu.example.com", production: null, workers: 100, problem: null }],
    crons: Array.from({ length: count }, (_none, index) =>
      cronOf(`cron-${index}`, schedules[index % schedules.length] ?? "", {
        runs: Array.from({ length: 20 }, (_run, at) =>
          run(`r${index}-${at}`, (20 - at) * day, at % 7 === 3 ? "bad" : "good", 5_000),
        ),
      }),
    ),
  };
}
