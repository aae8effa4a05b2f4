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
import { checkManaged } from "./rules/checkManaged";
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
import { textsOfSpec } from "./textsOfSpec";

export type { CheckOptions } from "./rules/rule";

/** The first two check keys and types, as `readCronArguments` does; the others what would come of the spec. */
const rules: readonly Rule[] = [
  checkKeys,
  checkShapes,
  checkTarget,
  checkScheduleOfSpec,
  checkTimes,
  checkInput,
  checkConfig,
  checkStripped,
  checkManaged,
  checkRuns,
  checkOverlap,
  checkWebhook,
  checkHeaders,
  checkPlaceholders,
  checkEnvironment,
  checkSecrets,
  checkVersion,
];

/** All findings about a spec that need no server, rule by rule; a valid and safe spec has none. Never throws. */
export function checkArguments(raw: RawArguments, options: CheckOptions): readonly Finding[] {
  const unfit = checkValues(raw);
  // No server reads a spec this deep, so the other rules skip it.
  if (unfit.some(({ code }) => code === "spec.too-deep")) return unfit;
  const texts = textsOfSpec(raw);
  const told = new ToldFindings();
  told.add(unfit);
  for (const rule of rules) told.add(rule(raw, options, texts));
  return told.found;
}

/** Collects findings up to a limit per kind and parameter, because more of the same don't help the user. */
class ToldFindings {
  readonly found: Finding[] = [];
  private readonly counts = new Map<string, number>();

  // No spread: a call takes fewer arguments than there can be findings.
  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const kind = `${finding.code} ${finding.path[0]}`;
      const count = this.counts.get(kind) ?? 0;
      this.counts.set(kind, count + 1);
      if (count < limits.mistakes) this.found.push(finding);
    }
  }
}

/** The spec as arguments if every required one is present and all have their types; else what is wrong. */
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
