import type { RawArguments } from "../../arguments/cronArguments";
import { limits } from "../../arguments/limits";
import { readDateTime } from "../../base/dateTime";
import type { Finding } from "../../finding/finding";
import { removeKey, setTo } from "../../finding/fixes";
import { cronRuns } from "../../schedule/cronRuns";
import { standardDialect } from "../../schedule/scheduleDialect";
import { zoneFinding } from "../../schedule/zoneFinding";
import { isBefore } from "../../server/serverVersion";
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

/**
 * The last in-memory Agent Server whose scheduler was seen to stop (0.11.1 stops too): each check of an enabled cron
 * with an end, due or not, is a TypeError. `test/contract/firing` shows this on the server under test, and fails if
 * this is not the last one.
 */
const lastThatStops = "0.16.7";

function stopsDevelopmentServer({ enabled }: RawArguments, { onLoopback, server }: CheckOptions): boolean {
  const canStop =
    server === undefined || (server.product === "agentServer" && !isBefore(lastThatStops, server.version));
  return onLoopback === true && enabled !== false && canStop;
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
