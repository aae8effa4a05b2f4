import { afterAll, describe, expect, test } from "vitest";
import { nextRuns, runsInZone } from "../../src/core/schedule/nextRuns";
import { parseSchedule } from "../../src/core/schedule/parseSchedule";
import { type ScheduleDialect, standardDialect } from "../../src/core/schedule/scheduleDialect";
import recorded from "../fixtures/serverRuns.json" with { type: "json" };
import { AgentServerOracle, type ParityCase, type ServerAnswer } from "./agentServerOracle";
import { createRandom, type Random } from "./random";
import regressions from "./regressions.json" with { type: "json" };
import { drawSchedule } from "./scheduleGrammar";
import { serverTimeZone } from "./serverTimeZone";

const caseCount = Number(process.env.LANGGRAPH_CRONS_PARITY_CASES ?? 10_000);
const seed = Number(process.env.LANGGRAPH_CRONS_PARITY_SEED ?? Math.floor(Math.random() * 2 ** 31));

const oracle = new AgentServerOracle();
afterAll(() => oracle[Symbol.dispose]());

const from2025 = Date.UTC(2025, 0, 1) / 1000;
const to2036 = Date.UTC(2036, 0, 1) / 1000;
const days = 86_400;

/** What came of one case. `zone data`: server and machine know different rules for the zone; the engine is right. */
type Verdict = "same" | "unpredictable" | "zone data" | "different";

describe("the Agent Server's croniter", () => {
  test(`agrees on ${regressions.length} cases that once differed or are hard`, async () => {
    const { different } = await compareAll(regressions.map((each) => ({ ...each, dialect: standardDialect })));
    expect(different).toEqual([]);
  });

  test("still gives the answers that the unit tests hold", async () => {
    const answers = await oracle.runs(
      recorded.map(({ from, schedule, zone }) => {
        return { schedule, zone, from: Date.parse(from), count: 4, dialect: standardDialect };
      }),
    );
    const iso = (run: number) => new Date(run).toISOString().replace(".000Z", "Z");
    const runs = answers.map((answer) => (answer.accepted ? answer.runs.map(iso) : null));
    expect(recorded.map((each, index) => ({ ...each, runs: runs[index] }))).toEqual(recorded);
  });

  test(`agrees on ${caseCount} drawn cases, seed ${seed}`, async () => {
    const random = createRandom(seed);
    const starts = await drawStarts(random);
    const cases = Array.from({ length: caseCount }, (_, index) => drawCase(random, starts, index));
    const { counts, different, zones } = await compareAll(cases);
    console.log(`parity with croniter, seed ${seed}: ${JSON.stringify({ ...counts, zones })}`);
    expect(counts.accepted).toBeGreaterThan(caseCount / 3);
    expect(counts.withRuns).toBeGreaterThan(caseCount / 4);
    expect(different).toEqual([]);
  });
});

interface Start {
  readonly zone: string;
  /** Seconds since the epoch. */
  readonly near: number;
}

/** Every change of every zone's clock from 2025 to 2035, in random order, and each zone without any. */
async function drawStarts(random: Random): Promise<readonly Start[]> {
  const names = (await oracle.zoneNames()).filter((zone) => zone !== "localtime");
  const perZone = await Promise.all(
    names.map(async (zone): Promise<readonly Start[]> => {
      const { transitions } = await oracle.zone(zone, from2025, to2036);
      if (transitions.length > 0) return transitions.map(([near]) => ({ zone, near }));
      return [{ zone, near: random.integer(from2025, to2036) }];
    }),
  );
  return perZone
    .flat()
    .map((start) => ({ start, order: random.next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ start }) => start);
}

function drawCase(random: Random, starts: readonly Start[], index: number): ParityCase {
  const { zone, near } = starts[index % starts.length] ?? { zone: "UTC", near: from2025 };
  const within30Hours = near * 1000 + Math.round((random.next() * 2 - 1) * 30 * 3_600_000);
  const from = random.chance(0.5) ? Math.floor(within30Hours / 60_000) * 60_000 : within30Hours;
  const dialect = random.chance(0.1) ? "secondsFirst" : standardDialect;
  return { schedule: inDialect(drawSchedule(random), dialect), dialect, zone, from, count: 10 };
}

/** The drawer writes seconds last: moved to the front, they are as often plausible as where they were. */
function inDialect(schedule: string, dialect: ScheduleDialect): string {
  return dialect === "secondsFirst" ? schedule.replace(/^((?:\S+[ \t]+){5})(\S+)$/, "$2 $1").trimEnd() : schedule;
}

interface Comparison {
  readonly counts: { readonly [name in Verdict | "accepted" | "withRuns"]: number };
  readonly different: readonly unknown[];
  readonly zones: readonly string[];
}

async function compareAll(cases: readonly ParityCase[]): Promise<Comparison> {
  const counts = { same: 0, unpredictable: 0, "zone data": 0, different: 0, accepted: 0, withRuns: 0 };
  const different: unknown[] = [];
  const zones = new Set<string>();
  const batch = 1000;
  for (let first = 0; first < cases.length; first += batch) {
    const questions = cases.slice(first, first + batch);
    const answers = await oracle.runs(questions);
    for (const [index, answer] of answers.entries()) {
      const question = questions[index];
      if (question === undefined) continue;
      const verdict = await judge(question, answer);
      counts[verdict] += 1;
      if (answer.accepted) counts.accepted += 1;
      if (answer.runs.length > 0) counts.withRuns += 1;
      if (verdict === "zone data") zones.add(question.zone);
      if (verdict === "different") different.push({ ...question, server: answer, ours: ours(question) });
    }
  }
  return { counts, different: different.slice(0, 20), zones: [...zones].sort() };
}

function ours(question: ParityCase): readonly number[] | "refused" {
  const schedule = parseSchedule(question.schedule, question.dialect);
  return schedule.ok ? nextRuns(schedule.value, question) : "refused";
}

async function judge(question: ParityCase, answer: ServerAnswer): Promise<Verdict> {
  const schedule = parseSchedule(question.schedule, question.dialect);
  if (schedule.ok !== answer.accepted) return "different";
  if (!schedule.ok) return "same";
  if (schedule.value.unpredictable) return "unpredictable";
  if (isSame(nextRuns(schedule.value, question), answer.runs)) return "same";
  return (await agreesOnServerZone(question, answer)) ? "zone data" : "different";
}

/** Whether the same engine comes to the server's answer on the server's own zone data: then only the data differ. */
async function agreesOnServerZone(question: ParityCase, answer: ServerAnswer): Promise<boolean> {
  const schedule = parseSchedule(question.schedule, question.dialect);
  if (!schedule.ok) return false;
  const from = Math.floor(question.from / 1000) - 3 * days;
  const zone = serverTimeZone(question.zone, await oracle.zone(question.zone, from, from + 130 * 366 * days));
  const runs: number[] = [];
  for (const run of runsInZone(schedule.value, zone, question.from)) {
    runs.push(run);
    if (runs.length === question.count) break;
  }
  return isSame(runs, answer.runs);
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((run, index) => run === other[index]);
}
