import * as vscode from "vscode";
import type { SlottedRun } from "../../core/health/health";
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

/** A run in a row of runs, which opens its page. */
export function runMark({ run, slot }: SlottedRun, zone: string, now: number): ReportMark {
  const moment = momentWords(slot ?? Date.parse(run.created_at), zone, now);
  return { tone: tones[run.status], label: `${moment}: ${runStatusWords(run.status)}`, action: `run ${run.run_id}` };
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
