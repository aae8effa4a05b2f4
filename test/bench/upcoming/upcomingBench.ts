import { Cron } from "croner";
import { countRuns } from "../../../src/core/schedule/countRuns";
import type { RunningCron } from "../../../src/core/schedule/cronRuns";
import { findHerds } from "../../../src/core/upcoming/herds";
import { runSpans } from "../../../src/core/upcoming/runSpans";
import { atMost, type BenchResult } from "../benchResult";
import { manyCrons } from "./manyCrons";

/** Over a change of the clock in Berlin, in New York and in Sydney. */
const from = Date.parse("2027-10-10T00:00:00Z") - 1;
const month = 30 * 86_400_000;
const to = from + month + 1;
/** A month in a tab of 900 px, where marks of 8 px must not touch. */
const apart = (month / 900) * 9;
const workers = 10;

/** How fast the picture of a month is computed: all rows, with the herds, and the counts alone. */
export async function run(): Promise<readonly BenchResult[]> {
  const thousand = manyCrons(1_000);
  const fiveThousand = manyCrons(5_000);
  const view = () => {
    for (const cron of thousand) runSpans(cron, { from, to, apart });
    findHerds(thousand, from, to, workers);
  };
  const counts = () => sum(fiveThousand, (cron) => countRuns(cron, from, to) ?? 0);
  const few = thousand.slice(0, 40);
  const ours = fastest(() => sum(few, (cron) => countRuns(cron, from, to) ?? 0));
  const listed = fastest(() => sum(few, listedByCroner), 3);
  const isSame = sum(few, (cron) => countRuns(cron, from, to) ?? 0) === sum(few, listedByCroner);
  return [
    atMost("the month of 1,000 crons: rows, bands and herds", fastest(view), "ms", 50),
    atMost("the runs of 5,000 crons in a month, counted", fastest(counts), "ms", 20),
    {
      name: "the runs of 40 crons in a month, faster than listed by croner",
      value: isSame ? listed / ours : Number.NaN,
      unit: "times",
      goal: "≥ 100",
      passed: isSame && listed / ours >= 100,
    },
  ];
}

function sum(crons: readonly RunningCron[], count: (cron: RunningCron) => number): number {
  return crons.reduce((all, cron) => all + count(cron), 0);
}

/** croner can't count, so its runs are listed one by one. */
function listedByCroner({ schedule, timezone }: RunningCron): number {
  const job = new Cron(schedule, { timezone: timezone ?? "UTC" });
  let count = 0;
  for (let next = job.nextRun(new Date(from)); next !== null && next.getTime() < to; next = job.nextRun(next))
    count += 1;
  return count;
}

/** In milliseconds, of several looks after one that warms up: other programs only make it slower. */
function fastest(work: () => unknown, looks = 30): number {
  work();
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < looks; look += 1) {
    const began = performance.now();
    work();
    least = Math.min(least, performance.now() - began);
  }
  return least;
}
