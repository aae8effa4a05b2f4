import { codeSpan } from "../../core/base/codeSpan";
import type { JsonObject } from "../../core/base/json";
import { shortId } from "../../core/doctor/cause";
import type { Remedy } from "../../core/doctor/diagnosis";
import type { DoctorFacts } from "../../core/doctor/doctorFacts";
import type { Cron } from "../../core/server/cron";
import { adviceFor } from "../../core/server/problems/problemTexts";
import { type CliText, cliText } from "../cliTexts";

/** The request that carries a remedy out. */
export interface RemedyRequest {
  readonly method: "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: JsonObject;
}

/** Undefined if it is no single request, or changes nothing. */
export function remedyRequest(remedy: Remedy, facts: DoctorFacts): RemedyRequest | undefined {
  if (!("cronId" in remedy)) return undefined;
  const path = `/runs/crons/${encodeURIComponent(remedy.cronId)}`;
  switch (remedy.kind) {
    case "pause":
      return { method: "PATCH", path, body: { enabled: false } };
    case "resume": {
      // With its schedule, so that the server starts no run for a time that has passed (0.16.7).
      const schedule = cronOf(remedy.cronId, facts)?.schedule;
      return schedule === undefined ? undefined : { method: "PATCH", path, body: { enabled: true, schedule } };
    }
    case "removeEnd":
      return { method: "PATCH", path, body: { end_time: null } };
    case "delete":
      return { method: "DELETE", path };
    case "edit":
    case "cancelRuns":
    case "openRun":
      return undefined;
  }
}

const texts: Readonly<Record<Exclude<Remedy["kind"], "editConnection">, CliText>> = {
  pause: "doctorPause",
  resume: "doctorResume",
  removeEnd: "doctorRemoveEnd",
  delete: "doctorDelete",
  edit: "doctorEdit",
  cancelRuns: "doctorCancelRuns",
  openRun: "doctorOpenRun",
};

/** What to do, with the request or the command for it: in whole (`withIds`), or with a short id and no address. */
export function remedyText(url: string, withIds: boolean): (remedy: Remedy, facts: DoctorFacts) => string | undefined {
  return (remedy, facts) => {
    if (remedy.kind === "editConnection") {
      return facts.kind === "unread" ? adviceFor(facts.problem, "commandLine") : undefined;
    }
    const how = howOf(remedy, facts, url);
    return cliText(texts[remedy.kind], { how: codeSpan(withIds ? how : shortened(how, remedy.cronId, url), 1_000) });
  };
}

function howOf(remedy: Exclude<Remedy, { readonly kind: "editConnection" }>, facts: DoctorFacts, url: string): string {
  const request = remedyRequest(remedy, facts);
  if (request === undefined) return `langgraph-crons runs ${remedy.cronId} --url ${url}`;
  const { body, method, path } = request;
  return `${method} ${path}${body === undefined ? "" : ` ${JSON.stringify(body)}`}`;
}

function shortened(how: string, cronId: string, url: string): string {
  return how.replace(encodeURIComponent(cronId), shortId(cronId)).replace(cronId, shortId(cronId)).replace(url, "…");
}

function cronOf(cronId: string, facts: DoctorFacts): Cron | undefined {
  return facts.kind === "read" ? facts.crons.find(({ cron }) => cron.cron_id === cronId)?.cron : undefined;
}
