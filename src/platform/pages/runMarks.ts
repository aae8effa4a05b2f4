import * as vscode from "vscode";
import type { Health, SlottedRun } from "../../core/health/health";
import { runTook } from "../../core/health/toldRun";
import type { Run } from "../../core/server/cron";
import type { ReportMark, ReportTone } from "../../protocol/report";
import { runResultWords } from "../words/runResultWords";
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

/** A run in a row of runs, which opens its page. `open`: what is known of its end, if not what the server's word says. */
export function runMark({ run, slot }: SlottedRun, open: OpenEnd | undefined, zone: string, now: number): ReportMark {
  const moment = momentWords(slot ?? Date.parse(run.created_at), zone, now);
  const words = open === undefined ? runStatusWords(run.status) : runResultWords({ result: open, run });
  const tone = open === undefined ? tones[run.status] : open === "waits" ? "warning" : "quiet";
  return { tone, label: `${moment}: ${words}`, action: `run ${run.run_id}` };
}

type OpenEnd = "waits" | "unknown";

/** Whether this run of a cron waits for a person, or may do so, though the server says success: only the newest can. */
export function openEnd({ run_id, status }: Run, { lastRun }: Health): OpenEnd | undefined {
  if (lastRun?.run.run_id !== run_id) return undefined;
  if (lastRun.result === "waits") return "waits";
  return lastRun.result === "unknown" && status === "success" ? "unknown" : undefined;
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
