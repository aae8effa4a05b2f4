import { readDateTime } from "../../core/base/dateTime";
import { isJsonObject } from "../../core/base/json";
import { fail, ok, type Result } from "../../core/base/result";
import { cronRuns } from "../../core/schedule/cronRuns";
import { describeSchedule } from "../../core/schedule/describeSchedule";
import { parseSchedule } from "../../core/schedule/parseSchedule";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import { findTimeZone, utc } from "../../core/schedule/timeZone";
import { type CliIo, exitCodes, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Command } from "../commandTable";
import { momentText } from "../momentText";
import { printedJson, printedLine } from "../printed";
import { readCount } from "../readCount";
import type { Refusal } from "../refusedSchedule";
import type { UnclearWords } from "../scheduleInWords";
import { dialectOf } from "../sharedOptions";

interface Question {
  readonly schedule: string;
  /** null: UTC. */
  readonly timezone: string | null;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly count: number;
  readonly dialect: ScheduleDialect;
}

const countLimit = 100_000;

export const nextCommand: Command<"next"> = async ({ args: [schedule = ""], values }, io) => {
  const dialect = dialectOf(values);
  if (values.stdin === true) return answerLines(io, dialect);
  const asked = {
    schedule,
    timezone: values.timezone ?? null,
    from: values.from === undefined ? io.clock.now() : readFrom(values.from),
    count: values.count === undefined ? 10 : readCount(Number(values.count), countLimit),
    dialect,
  };
  const worded = await inWords(asked);
  if (!worded.ok) return tellUnclear(worded.failure, io, values.json === true);
  const question = worded.value;
  const answer = await runsOf(question);
  const isWorded = question !== asked;
  const { timezone } = question;
  const schedules = isWorded ? { schedule: question.schedule, timezone } : {};
  if (values.json === true) io.out(printedJson({ ...schedules, ...toJson(answer) }));
  else if (!answer.ok) io.err(printedLine(answer.failure.message));
  else {
    if (isWorded) io.out(question.schedule);
    for (const line of [...(await words(question)), ...readableRuns(answer.value, question)]) io.out(line);
  }
  return answer.ok ? exitCodes.done : exitCodes.refused;
};

/** The question with the schedule that its words mean; the same question if it has no words. */
async function inWords(question: Question): Promise<Result<Question, UnclearWords>> {
  const { schedule, timezone, dialect } = question;
  if (parseSchedule(schedule, dialect).ok) return ok(question);
  // The table of words is as much code as the rest of this command.
  const { scheduleInWords } = await import("../scheduleInWords");
  const read = scheduleInWords(schedule);
  if (read === undefined) return ok(question);
  if (!read.ok) return read;
  const zone = read.value.timezone;
  if (zone !== undefined && timezone !== null && zone !== timezone) {
    throw new UsageError(cliText("twoZones", { zone, other: timezone }));
  }
  return ok({ ...question, schedule: read.value.schedule, timezone: zone ?? timezone });
}

function tellUnclear({ choices, ...error }: UnclearWords, io: CliIo, json: boolean): typeof exitCodes.refused {
  if (json) io.out(printedJson({ error: choices.length === 0 ? error : { ...error, choices } }));
  else {
    io.err(printedLine(error.message));
    for (const { words: text, schedule, timezone } of choices) {
      io.err(printedLine(`  ${JSON.stringify(text)}: ${schedule}${timezone === undefined ? "" : ` ${timezone}`}`));
    }
  }
  return exitCodes.refused;
}

async function words({ schedule, dialect }: Question): Promise<readonly string[]> {
  const parsed = parseSchedule(schedule, dialect);
  const text = parsed.ok ? await describeSchedule(parsed.value, { locale: "en", hour12: false }) : "";
  return text === "" ? [] : [text];
}

/** Answers each line before it reads the next one. A line that is not a question gets an error as its answer. */
async function answerLines(io: CliIo, dialect: ScheduleDialect): Promise<typeof exitCodes.done> {
  for await (const line of io.stdin()) {
    if (io.isOutputClosed()) break;
    if (line.trim() === "") continue;
    const question = readQuestion(line, dialect);
    const badLine = { error: { code: "usage", message: cliText("badLine") } };
    io.out(printedJson(question === undefined ? badLine : toJson(await runsOf(question))));
  }
  return exitCodes.done;
}

function readQuestion(line: string, dialect: ScheduleDialect): Question | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (!isJsonObject(value)) return undefined;
    const { schedule, timezone = null, from, count } = value;
    if (typeof schedule !== "string" || (timezone !== null && typeof timezone !== "string")) return undefined;
    if (typeof from !== "string" || typeof count !== "number") return undefined;
    return { schedule, timezone, from: readFrom(from), count: readCount(count, countLimit), dialect };
  } catch {
    return undefined;
  }
}

function readFrom(text: string): number {
  const reading = readDateTime(text);
  if (reading.kind !== "moment") throw new UsageError(cliText("badFrom"));
  return reading.epoch;
}

/** The runs, or why the server would refuse the cron, for example because it never runs. */
async function runsOf(question: Question): Promise<Result<readonly number[], Refusal>> {
  const { schedule, timezone, from, count, dialect } = question;
  const { runs } = cronRuns({ schedule, timezone, end_time: null, enabled: true, dialect }, { from, count });
  if (runs.length > 0) return ok(runs);
  // Findings and their texts are more than half of the code that this command would load.
  const { refusedSchedule } = await import("../refusedSchedule");
  const refusal = refusedSchedule(schedule, { timezone, now: from, dialect });
  return refusal === undefined ? ok([]) : fail(refusal);
}

function toJson(answer: Result<readonly number[], Refusal>) {
  if (answer.ok) return { runs: answer.value.map(momentText) };
  const { code, message } = answer.failure;
  return { error: { code, message } };
}

function readableRuns(runs: readonly number[], { timezone }: Question): readonly string[] {
  // A schedule that never runs was reported as an error before, so this one has random times.
  if (runs.length === 0) return [cliText("randomRuns")];
  const zone = timezone === null ? utc : (findTimeZone(timezone) ?? utc);
  // A few other names also mean UTC to the server, such as the empty one: don't print the same time twice.
  if (zone.periodAt === utc.periodAt) return runs.map(momentText);
  return runs.map((run) => {
    const clock = momentText(run + zone.periodAt(run / 1000).offset * 1000);
    return `${momentText(run)}  ${clock.replace("T", " ").replace("Z", "")} ${timezone}`;
  });
}
