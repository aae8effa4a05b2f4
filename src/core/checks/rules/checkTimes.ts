import type { RawArguments } from "../../arguments/cronArguments";
import { limits } from "../../arguments/limits";
import { readDateTime } from "../../base/dateTime";
import type { Finding } from "../../finding/finding";
import { removeKey, setTo } from "../../finding/fixes";
import { cronRuns } from "../../schedule/cronRuns";
import { zoneFinding } from "../../schedule/zoneFinding";
import { isBefore } from "../../server/serverVersion";
import { specFinding } from "../specFinding";
import type { CheckOptions } from "./rule";

/** The time zone's name, and an end that is a moment still to come, after the first run. */
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
 * The last Agent Server in memory that was seen to stop (0.11.1 does too): each look at a cron that is on and has an end,
 * due or not, is a TypeError. `test/contract/firing` shows it on the server that tests run, and fails where this is not
 * the last.
 */
const lastThatStops = "0.16.7";

function stopsDevelopmentServer({ enabled }: RawArguments, { onLoopback, server }: CheckOptions): boolean {
  const canStop =
    server === undefined || (server.product === "agentServer" && !isBefore(lastThatStops, server.version));
  return onLoopback === true && enabled !== false && canStop;
}

/** Also of a paused cron: somebody means to switch it on. */
function firstRun(
  { schedule, timezone = null }: RawArguments,
  end_time: string | null,
  { now, dialect }: CheckOptions,
): number | undefined {
  if (typeof schedule !== "string" || (timezone !== null && typeof timezone !== "string")) return undefined;
  const cron = { schedule, timezone, end_time, enabled: true, ...(dialect === undefined ? {} : { dialect }) };
  return cronRuns(cron, { from: now, count: 1 }).runs[0];
}
