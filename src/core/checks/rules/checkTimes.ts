import type { RawArguments } from "../../arguments/cronArguments";
import { limits } from "../../arguments/limits";
import { readDateTime } from "../../base/dateTime";
import type { Finding } from "../../finding/finding";
import { removeKey, setTo } from "../../finding/fixes";
import { cronRuns } from "../../schedule/cronRuns";
import { standardDialect } from "../../schedule/scheduleDialect";
import { zoneFinding } from "../../schedule/zoneFinding";
import { endStopsScheduler } from "../endStopsScheduler";
import { specFinding } from "../specFinding";
import type { CheckOptions } from "./rule";

/** Checks the time zone's name, and that the end is a moment in the future and after the first run. */
export function checkTimes(spec: RawArguments, options: CheckOptions): readonly Finding[] {
  return [...checkZone(spec), ...checkEnd(spec, options)];
}

function checkZone({ timezone }: RawArguments): readonly Finding[] {
  if (typeof timezone !== "string" || timezone.trim() === "" || timezone.length > limits.nameLength) return [];
  const finding = zoneFinding(timezone);
  return finding === undefined ? [] : [finding];
}

function checkEnd(spec: RawArguments, options: CheckOptions): readonly Finding[] {
  const { end_time: end } = spec;
  const { now } = options;
  if (typeof end !== "string") return [];
  const reading = readDateTime(end);
  if (reading.kind === "invalid") return [];
  if (reading.kind === "local") {
    const fix = setTo(`${end}Z`);
    return [specFinding("spec.end-without-offset", ["end_time"], { fix })];
  }
  if (reading.epoch <= now) {
    return [specFinding("spec.end-in-the-past", ["end_time"], { fix: removeKey })];
  }
  const first = firstRun(spec, end, options) === undefined ? firstRun(spec, null, options) : undefined;
  if (first !== undefined) {
    return [specFinding("spec.end-before-first-run", ["end_time"], { args: { first: new Date(first).toISOString() } })];
  }
  return stopsDevelopmentServer(spec, options) ? [specFinding("spec.end-stops-scheduler", ["end_time"])] : [];
}

function stopsDevelopmentServer({ enabled }: RawArguments, { onLoopback, server }: CheckOptions): boolean {
  return onLoopback === true && enabled !== false && endStopsScheduler(server);
}

/** The first run also of a paused cron, because it will probably be switched on. */
function firstRun(
  { schedule, timezone = null }: RawArguments,
  end_time: string | null,
  { now, dialect = standardDialect }: CheckOptions,
): number | undefined {
  if (typeof schedule !== "string" || (timezone !== null && typeof timezone !== "string")) return undefined;
  const cron = { schedule, timezone, end_time, enabled: true, dialect };
  return cronRuns(cron, { from: now, count: 1 }).runs[0];
}
