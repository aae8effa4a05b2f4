import type { JsonObject, JsonValue } from "../../core/base/json";
import { type Message, withDot, writtenMessage, writtenSentences } from "../../core/base/message";
import type { Diagnoses, Diagnosis, Remedy } from "../../core/doctor/diagnosis";
import type { DoctorFacts } from "../../core/doctor/doctorFacts";
import { cronName, plainWriting } from "../health/cronTexts";
import { momentText } from "../momentText";
import { remedyRequest } from "./remedyText";

/** Stable: scripts depend on it. Moments are ISO 8601 in UTC. */
export function doctorJson(
  url: string,
  facts: DoctorFacts,
  { examined, found, unknown }: Diagnoses,
  withDetails: boolean,
): JsonObject {
  const names = new Map(facts.kind === "read" ? facts.crons.map(({ cron }) => [cron.cron_id, cronName(cron)]) : []);
  return {
    url,
    server: facts.kind === "read" ? { product: facts.info.product, version: facts.info.version } : null,
    asked_at: facts.kind === "read" ? momentText(facts.now) : null,
    ok: !found.some(({ severity }) => severity === "error"),
    examined,
    found: found.map((each) => causeJson(each, names.get(each.cronId ?? ""), facts, withDetails)),
    unknown: unknown.map(sentence),
  };
}

function causeJson(
  { code, cronId, details, evidence, remedies, severity, unknown, what }: Diagnosis,
  name: string | undefined,
  facts: DoctorFacts,
  withDetails: boolean,
): JsonObject {
  return {
    cause: code,
    severity,
    cron_id: cronId,
    name: name ?? null,
    message: withDot(writtenSentences(what, plainWriting)),
    evidence: evidence.map(sentence),
    ...(withDetails ? { details: details.map(sentence) } : {}),
    unknown: unknown.map(sentence),
    remedies: remedies.map((remedy) => remedyJson(remedy, facts)),
  };
}

function remedyJson(remedy: Remedy, facts: DoctorFacts): JsonValue {
  const request = remedyRequest(remedy, facts);
  const place = remedy.kind === "openRun" ? { run_id: remedy.runId, thread_id: remedy.threadId } : {};
  return { action: remedy.kind, ...place, ...(request === undefined ? {} : { request: { ...request } }) };
}

function sentence(message: Message): string {
  return withDot(writtenMessage(message, plainWriting));
}
