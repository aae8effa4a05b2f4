import type { JsonObject } from "../../../src/core/base/json";
import { threadId } from "../../fixtures/specs/goodSpecs";
import { createRandom, type Random } from "../../parity/random";
import { schedules } from "../schedule/corpus";

/** As teams have them: most in the zone of an office or two. */
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo"];

/** As many crons as a 5 kB file holds when they are written as people write them. */
export const cronsAFile = 7;

/** The crons of one spec file: valid, with the keys and the texts that real ones have. */
export function specFileText(seed: number, crons = cronsAFile): string {
  const random = createRandom(seed);
  return JSON.stringify(
    Array.from({ length: crons }, (_, index) => spec(random, `cron-${seed}-${index}`)),
    null,
    2,
  );
}

function spec(random: Random, name: string): JsonObject {
  return {
    name,
    thread_id: random.chance(0.5) ? threadId : null,
    assistant_id: random.pick(["agent", "report", "1282c32e-6e26-5a84-bb5f-8fd282da81a9"]),
    schedule: random.pick(schedules),
    timezone: random.pick(zones),
    input: { messages: [{ role: "user", content: random.pick(requests) }] },
    metadata: { team: random.pick(["support", "growth", "data"]), ticket: random.integer(1, 9999) },
    config: { tags: ["nightly"], recursion_limit: 50, configurable: { model: "large", temperature: 0.2 } },
    webhook: "https://hooks.example.com/crons/finished",
    multitask_strategy: random.pick(["enqueue", "interrupt"]),
    ...(random.chance(0.3) ? { end_time: "2031-01-01T00:00:00Z" } : {}),
    ...(random.chance(0.3) ? { headers: { "x-team": "${env:TEAM}" } } : {}),
    stream_mode: ["values", "updates"],
    durability: "async",
  };
}

const requests = [
  "Summarise the tickets of the last day for the people on call, and say which of them can't wait.",
  "Write the weekly report: what was shipped, what slipped and why, and what comes next. Keep it under a page.",
  "Look for invoices that are overdue by more than two weeks, and draft a friendly reminder for each of them.",
];
