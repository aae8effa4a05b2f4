import * as vscode from "vscode";
import type { Health, SlottedRun } from "../../core/health/health";
import { runTook } from "../../core/health/toldRun";
import type { Run } from "../../core/server/cron";
import type { ReportMark, ReportTone } from "../../protocol/report";
import { runStatusWords } from "../words/runStatusWords";
import { momentWords } from "../words/runWords";
import { durationWords } from "../words/timeWords";

const tones: Readonly<Record<Run["status"], ReportTone>> = {
  pending: "busy",
  running: "busy",
  success: "good",
  error: "bad",
  timeout: "bad",
  interrupted: "quiet",
  unknown: "quiet",
};

interface MarkedRun extends SlottedRun {
  /** It has stopped to ask a person, for which the server's word is success. */
  readonly waits: boolean;
}

/** A run in a row of runs, which opens its page. */
export function runMark({ run, slot, waits }: MarkedRun, zone: string, now: number): ReportMark {
  const moment = momentWords(slot ?? Date.parse(run.created_at), zone, now);
  const words = waits ? vscode.l10n.t("waits for a person") : runStatusWords(run.status);
  return { tone: waits ? "warning" : tones[run.status], label: `${moment}: ${words}`, action: `run ${run.run_id}` };
}

/** Whether this run of a cron is known to wait for a person: only the newest can do so. */
export function isWaiting({ run_id }: Run, { lastRun }: Health): boolean {
  return lastRun?.run.run_id === run_id && lastRun.result === "waits";
}

/** How many of the ended ones went well, and how long they take. */
export function successWords(runs: readonly Run[]): string {
  const ended = runs.filter(({ status }) => status === "success" || status === "error" || status === "timeout");
  if (ended.length === 0) return "";
  const good = ended.filter(({ status }) => status === "success").length;
  const took = ended.flatMap((run) => runTook(run) ?? []).sort((one, other) => one - other);
  const median = took[Math.floor(took.length / 2)] ?? 0;
  const language = vscode.env.language;
  const share = new Intl.NumberFormat(language, { style: "percent" }).format(good / ended.length);
  return vscode.l10n.t("last {0} · {1} succeeded · median {2}", ended.length, share, durationWords(median, language));
}
