import type { Message } from "../../base/message";
import type { Health, HealthOf } from "../../health/health";
import { healthWords } from "../../health/healthWords";
import { telltaleRun } from "../../health/urgency";
import type { Cron } from "../../server/cron";
import { at, cause, remedy, said } from "../cause";
import type { CauseCode, Diagnosis, Remedy } from "../diagnosis";
import type { ExaminedCron, ServerFacts } from "../doctorFacts";
import { doctorTexts } from "../doctorTexts";

/** What the cron's health says, if that is a reason to act, or why a cron that somebody asks about does not run. */
export function healthCauses(examined: ExaminedCron, facts: ServerFacts): readonly Diagnosis[] {
  const { cron, health } = examined;
  const [sentence, ...others] = healthWords(health, cron.timezone).sentences;
  const what = sentence === undefined ? [] : [sentence];
  const told = (code: CauseCode, severity: Diagnosis["severity"], more: Parameters<typeof cause>[4]) => [
    cause(code, severity, cron, what, more),
  ];
  switch (health.kind) {
    case "scheduled":
    case "due":
    case "duplicate":
      return [];
    case "running":
      return queuedCauses(examined, health, facts.now);
    case "paused":
      if (health.by !== "submission" && facts.asked === undefined) return [];
      return told(health.kind, health.by === "submission" ? "warning" : "info", { remedies: [remedy("resume", cron)] });
    case "ended":
      if (facts.asked === undefined) return [];
      return told("ended", "info", {
        evidence: cron.enabled ? [said(doctorTexts.endEvidence)] : [],
        remedies: [remedy("removeEnd", cron), remedy("delete", cron)],
      });
    case "never":
      return told("never", "error", { evidence: [scheduleOf(cron)], remedies: [remedy("edit", cron)] });
    case "endless":
      return told("endless", "error", {
        evidence: [scheduleOf(cron), ...lastRunOf(health)],
        remedies: [remedy("pause", cron), remedy("delete", cron)],
      });
    case "late":
      return told("late", "error", {
        evidence: [nextOf(cron), ...lastRunOf(health)],
        unknown: [said(doctorTexts.logUnknown)],
      });
    case "missed":
      return told("missed", "error", {
        evidence: [scheduleOf(cron), ...lastRunOf(health)],
        unknown: [said(doctorTexts.logUnknown)],
        remedies: [remedy("edit", cron)],
      });
    case "skipped":
      return told("skipped", "warning", { evidence: lastRunOf(health), remedies: [remedy("edit", cron)] });
    case "waits":
      return told("waits", "error", { evidence: certainty(health), remedies: openRun(examined) });
    case "pilingUp":
      return told("pilingUp", "error", { evidence: lastRunOf(health), remedies: [remedy("cancelRuns", cron)] });
    case "failed":
      return told("failed", "error", {
        evidence: [...failureCount(examined), ...certainty(health), ...errorOf(health)],
        details: others,
        remedies: openRun(examined),
      });
  }
}

/** A run may wait so long for a worker, in milliseconds. */
const queuePatience = 60_000;

function queuedCauses({ cron, health }: ExaminedCron, word: HealthOf<"running">, now: number): readonly Diagnosis[] {
  const { isQueued, since } = word;
  if (!isQueued || since === undefined || now - since < queuePatience) return [];
  const evidence = healthWords(health, cron.timezone).sentences;
  return [cause("queued", "warning", cron, said(doctorTexts.queued), { evidence })];
}

function scheduleOf({ schedule }: Cron): Message {
  return said(doctorTexts.scheduleEvidence, { schedule });
}

function nextOf({ next_run_date, timezone }: Cron): Message {
  return said(doctorTexts.dueEvidence, { next: at(next_run_date ?? "", timezone) });
}

function lastRunOf({ lastRun }: Health): readonly Message[] {
  return lastRun === undefined ? [] : [said(doctorTexts.lastRunEvidence, { created: at(lastRun.run.created_at) })];
}

function certainty({ isCertain }: HealthOf<"failed" | "waits">): readonly Message[] {
  return isCertain ? [] : [said(doctorTexts.statusEvidence)];
}

function errorOf({ error }: HealthOf<"failed">): readonly Message[] {
  return error === undefined || error.error === "" ? [] : [said(doctorTexts.errorEvidence, { error: error.error })];
}

function failureCount({ runs }: ExaminedCron): readonly Message[] {
  const known = runs?.runs.filter(({ status }) => status !== "pending" && status !== "running") ?? [];
  if (known.length === 0) return [];
  const failed = known.filter(({ status }) => status === "error" || status === "timeout").length;
  return [said(doctorTexts.runsEvidence, { failed, known: known.length })];
}

/** The run that shows what is wrong. */
function openRun({ cron, health, runs }: ExaminedCron): readonly Remedy[] {
  const run = telltaleRun(health, runs);
  if (run === undefined) return [];
  return [{ kind: "openRun", cronId: cron.cron_id, threadId: run.thread_id, runId: run.run_id }];
}
