import type { CronArguments, RawArguments } from "../arguments/cronArguments";
import { limits } from "../arguments/limits";
import { fail, ok, type Result } from "../base/result";
import type { Finding } from "../finding/finding";
import { checkSchedule } from "../schedule/checkSchedule";
import { findTimeZone } from "../schedule/timeZone";
import { checkConfig } from "./rules/checkConfig";
import { checkEnvironment } from "./rules/checkEnvironment";
import { checkHeaders } from "./rules/checkHeaders";
import { checkInput } from "./rules/checkInput";
import { checkKeys } from "./rules/checkKeys";
import { checkOverlap } from "./rules/checkOverlap";
import { checkPlaceholders } from "./rules/checkPlaceholders";
import { checkRuns } from "./rules/checkRuns";
import { checkSecrets } from "./rules/checkSecrets";
import { checkShapes } from "./rules/checkShapes";
import { checkStripped } from "./rules/checkStripped";
import { checkTarget } from "./rules/checkTarget";
import { checkTimes } from "./rules/checkTimes";
import { checkValues } from "./rules/checkValues";
import { checkVersion } from "./rules/checkVersion";
import { checkWebhook } from "./rules/checkWebhook";
import type { CheckOptions, Rule } from "./rules/rule";
import { textsOfSpec } from "./texts";

export type { CheckOptions } from "./rules/rule";

/** The first two say whether a spec can be sent at all, the others what would come of it. */
const rules: readonly Rule[] = [
  checkKeys,
  checkShapes,
  checkTarget,
  checkScheduleOfSpec,
  checkTimes,
  checkInput,
  checkConfig,
  checkStripped,
  checkRuns,
  checkOverlap,
  checkWebhook,
  checkHeaders,
  checkPlaceholders,
  checkEnvironment,
  checkSecrets,
  checkVersion,
];

/**
 * Everything there is to say about a spec without asking a server, rule by rule. Never throws. A valid and safe spec
 * has no findings.
 */
export function checkArguments(raw: RawArguments, options: CheckOptions): readonly Finding[] {
  const unfit = checkValues(raw);
  // Deeper than any server reads: the other rules would only get lost in there.
  if (unfit.some(({ code }) => code === "spec.too-deep")) return unfit;
  const texts = textsOfSpec(raw);
  const told = new ToldFindings();
  told.add(unfit);
  for (const rule of rules) told.add(rule(raw, options, texts));
  return told.found;
}

/** At most so many of one kind for one parameter: whoever has more of them knows by then. */
class ToldFindings {
  readonly found: Finding[] = [];
  private readonly counts = new Map<string, number>();

  // Not spread: there can be more findings than a call takes arguments.
  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const kind = `${finding.code} ${finding.path[0]}`;
      const count = this.counts.get(kind) ?? 0;
      this.counts.set(kind, count + 1);
      if (count < limits.mistakes) this.found.push(finding);
    }
  }
}

/** The spec as arguments, where each one is there that must be and each is of its type; else what is wrong. */
export function readCronArguments(raw: RawArguments): Result<CronArguments, readonly Finding[]> {
  return hasArgumentTypes(raw) ? ok(raw) : fail(shapeErrors(raw));
}

function hasArgumentTypes(raw: RawArguments): raw is RawArguments & CronArguments {
  return shapeErrors(raw).length === 0;
}

function shapeErrors(raw: RawArguments): readonly Finding[] {
  return [checkKeys, checkShapes].flatMap((rule) => rule(raw)).filter(({ severity }) => severity === "error");
}

function checkScheduleOfSpec({ schedule, timezone }: RawArguments, options: CheckOptions): readonly Finding[] {
  if (typeof schedule !== "string" || schedule.trim() === "") return [];
  const zone = typeof timezone === "string" && findTimeZone(timezone) !== undefined ? timezone : null;
  return checkSchedule(schedule, { ...options, timezone: zone });
}
