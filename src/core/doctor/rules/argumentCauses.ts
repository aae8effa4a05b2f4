import type { Message } from "../../base/message";
import { checkArguments } from "../../checks/checkArguments";
import { cronToArguments } from "../../compare/cronToArguments";
import type { Finding } from "../../finding/finding";
import { type FindingCode, findingCatalogue } from "../../finding/findingCatalogue";
import { runningZone } from "../../schedule/runningZone";
import { at, cause, remedy, said } from "../cause";
import type { CauseCode, Diagnosis } from "../diagnosis";
import type { ExaminedCron, ServerFacts } from "../doctorFacts";
import { doctorTexts } from "../doctorTexts";
import { changedAt } from "./scheduledRuns";

/**
 * What the rules for specs find in a stored cron and would explain that it does not run. What its runs contradict is
 * left out, and so is everything else that they find: it is no reason.
 */
export function argumentCauses(examined: ExaminedCron, facts: ServerFacts): readonly Diagnosis[] {
  const { cron } = examined;
  if (!cron.enabled) return [];
  const { dialect, info, now, onLoopback } = facts;
  const options = { now, minimumMinutes: 0, server: info, dialect, onLoopback };
  const { arguments: stored } = cronToArguments(cron);
  const found = checkArguments(stored, options);
  const told = new Set<CauseCode>();
  return found.flatMap((finding) => {
    const rule = explaining[finding.code];
    const explains = rule?.applies(examined, finding, facts) === true;
    // One reason is enough.
    if (rule === undefined || !explains || told.has(rule.code)) return [];
    told.add(rule.code);
    const { code, severity } = rule;
    const evidence = [...rule.evidence(examined)];
    return [cause(code, severity, cron, wordsOf(finding), { evidence, remedies: [remedy("edit", cron)] })];
  });
}

function wordsOf({ args, code }: Finding): Message {
  return said(findingCatalogue[code].message, args);
}

interface Explaining {
  readonly code: CauseCode;
  readonly severity: Diagnosis["severity"];
  applies(examined: ExaminedCron, finding: Finding, facts: ServerFacts): boolean;
  evidence(examined: ExaminedCron): readonly Message[];
}

const dropped: Explaining = {
  code: "neverRuns",
  severity: "error",
  applies: (examined) => hasPayload(examined) && !hasStarted(examined),
  evidence: ({ cron }) => [said(doctorTexts.noRunEvidence, { changed: at(changedAt(cron)) })],
};

const failing: Explaining = {
  code: "badInput",
  severity: "error",
  applies: (examined) => hasPayload(examined) && !hasSucceeded(examined),
  evidence: () => [],
};

const explaining: Readonly<Partial<Record<FindingCode, Explaining>>> = {
  "spec.context-and-configurable": dropped,
  "spec.context-never-runs": dropped,
  "spec.input-missing": failing,
  "spec.input-empty": failing,
  "spec.too-new": {
    code: "zoneIgnored",
    severity: "error",
    applies: ({ cron }, { args }) => args.key === "timezone" && runningZone(cron.timezone) !== "UTC",
    evidence: ({ cron }) => [said(doctorTexts.zoneEvidence, { zone: cron.timezone ?? "" })],
  },
  "schedule.comes-to-end": {
    code: "comesToEnd",
    severity: "warning",
    applies: ({ health }) => health.kind !== "endless" && health.kind !== "ended",
    evidence: ({ cron }) => [said(doctorTexts.scheduleEvidence, { schedule: cron.schedule })],
  },
  "spec.webhook-blocked": {
    code: "webhookBlocked",
    severity: "warning",
    // Where no webhook is called, that is told already.
    applies: (_examined, _finding, { info }) => info.product !== "aegra",
    evidence: () => [],
  },
};

function hasPayload({ cron }: ExaminedCron): boolean {
  return cron.payload !== undefined;
}

/** A run by hand says nothing of what the schedule starts. */
function hasStarted({ cron, runs }: ExaminedCron): boolean {
  return runs?.runs.some((run) => !run.isByHand && Date.parse(run.created_at) > changedAt(cron)) === true;
}

function hasSucceeded({ health }: ExaminedCron): boolean {
  return health.lastRun?.result === "succeeded" || health.lastRun?.result === "waits" || health.kind === "waits";
}
