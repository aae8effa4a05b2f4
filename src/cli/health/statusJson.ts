import type { JsonObject, JsonValue } from "../../core/base/json";
import { attentionOf } from "../../core/health/attention";
import type { Health, LastRun } from "../../core/health/health";
import { cronIdentityJson } from "../cronIdentityJson";
import { momentOrNull, momentText } from "../momentText";
import { healthSentences, healthWord } from "./cronTexts";
import { countsOf, type StatusEntry, type StatusReport } from "./statusReport";

/** Stable: scripts depend on it. Moments are ISO 8601 in UTC. */
export function statusJson(report: StatusReport): JsonObject {
  const { askedAt, entries, info, url } = report;
  return {
    url,
    server: { product: info.product, version: info.version },
    asked_at: momentText(askedAt),
    ok: !entries.some(({ fails }) => fails),
    counts: Object.fromEntries(countsOf(report)),
    crons: entries.map(cronJson),
  };
}

export function cronJson({ cron, fails, health, isUnread, runs, thread }: StatusEntry): JsonObject {
  return {
    ...cronIdentityJson(cron),
    health: health.kind,
    attention: attentionOf(health),
    fails,
    words: healthWord(health),
    details: healthSentences(health),
    evidence: evidenceOf(health),
    next_run: momentOrNull(health.next),
    last_run: runJson(health.lastRun),
    known_by: runs !== undefined ? "runs" : thread !== undefined ? "thread" : "cron",
    unread: isUnread,
  };
}

function runJson(last: LastRun | undefined): JsonValue {
  if (last === undefined) return null;
  const { result, run, slot } = last;
  const { created_at, run_id, thread_id } = run;
  return { run_id, thread_id, result, created_at, slot: momentOrNull(slot) };
}

/** What the word rests on. */
function evidenceOf(health: Health): JsonObject {
  switch (health.kind) {
    case "failed":
      return {
        in_a_row: health.inARow,
        at_least: health.atLeast,
        certain: health.isCertain,
        since: momentOrNull(health.since),
        error: health.error === undefined ? null : { ...health.error },
      };
    case "waits":
      return { certain: health.isCertain, since: momentOrNull(health.since) };
    case "running":
      return { queued: health.isQueued, since: momentOrNull(health.since) };
    case "late":
    case "due":
      return { slot: momentText(health.slot) };
    case "missed":
    case "skipped":
      return { slots: health.slots, since: momentText(health.since), last: momentText(health.last) };
    case "pilingUp":
      return { queued: health.queued, at_least: health.atLeast, since: momentText(health.since) };
    case "duplicate":
      return { others: health.others };
    case "paused":
      return { by: health.by };
    case "ended":
      return { at: momentText(health.at) };
    case "endless":
      return { last: momentText(health.lastSlot) };
    case "scheduled":
    case "never":
      return {};
  }
}
