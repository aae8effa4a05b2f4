import { readDateTime } from "../../core/base/dateTime";
import { needsAttention } from "../../core/health/attention";
import type { Health, HealthKind } from "../../core/health/health";
import { healthKindTexts } from "../../core/health/healthTexts";
import { telltaleRun } from "../../core/health/urgency";
import type { JudgedCron } from "../../core/known/readHealths";
import { UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import { didYouMean } from "../didYouMean";

/** Whether the health of a cron counts for the exit code. */
export type FailRule = (judged: Pick<JudgedCron, "health" | "runs" | "thread">) => boolean;

interface FailValues {
  readonly "fail-on"?: string | undefined;
  readonly since?: string | undefined;
}

const kinds = Object.keys(healthKindTexts) as readonly HealthKind[];

/** The rule of `--fail-on` and `--since`. `now`: epoch milliseconds. Throws `UsageError`. */
export function failRule({ "fail-on": failOn, since }: FailValues, now: number): FailRule {
  const isBad = failOn === undefined ? needsAttention : oneOf(readKinds(failOn));
  const from = since === undefined ? Number.NEGATIVE_INFINITY : readSince(since, now);
  return (judged) => isBad(judged.health) && !(lastTrouble(judged) < from);
}

function oneOf(wanted: readonly HealthKind[]): (health: Health) => boolean {
  return ({ kind }) => wanted.includes(kind);
}

function readKinds(text: string): readonly HealthKind[] {
  if (text === "none") return [];
  return text.split(",").map((written) => {
    const word = written.trim();
    const kind = kinds.find((each) => each === word);
    if (kind !== undefined) return kind;
    throw new UsageError(`${cliText("badFailOn", { word, known: kinds.join(", ") })}${didYouMean(word, kinds)}`);
  });
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function readSince(text: string, now: number): number {
  const [, count = "", unit = ""] = /^(\d{1,5})([mhdw])$/.exec(text) ?? [];
  if (count !== "") return now - Number(count) * (units[unit] ?? 0);
  const reading = readDateTime(text);
  if (reading.kind !== "moment") throw new UsageError(cliText("badSince"));
  return reading.epoch;
}

/** When something went wrong last, in epoch milliseconds; of what still lasts, or if it is unknown, later than any. */
function lastTrouble({ health, runs, thread }: Parameters<FailRule>[0]): number {
  switch (health.kind) {
    case "failed": {
      const ended = Date.parse(telltaleRun(health, runs)?.updated_at ?? thread?.updated_at ?? "");
      return Number.isNaN(ended) ? Number.POSITIVE_INFINITY : ended;
    }
    case "missed":
    case "skipped":
      return health.last;
    default:
      return Number.POSITIVE_INFINITY;
  }
}
