import * as vscode from "vscode";
import type { Health, SlottedRun } from "../../core/health/health";
import type { Run } from "../../core/server/cron";
import type { ReportMark } from "../../protocol/report";
import { type OpenEnd, runLook, usualLength } from "../words/runLook";
import { momentWords } from "../words/runWords";
import { durationWords } from "../words/timeWords";

/** A run in a row of runs, which opens its page. `open`: what is known of its end, if not what the server's word says. */
export function runMark({ run, slot }: SlottedRun, open: OpenEnd | undefined, zone: string, now: number): ReportMark {
  const moment = momentWords(slot ?? Date.parse(run.created_at), zone, now);
  const { kind, words } = runLook(run, open);
  const tone = kind === "waits" ? "warning" : kind;
  return { tone, label: `${moment}: ${words}`, action: `run ${run.run_id}` };
}

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
  const { median } = usualLength(ended) ?? { median: 0 };
  const language = vscode.env.language;
  const share = new Intl.NumberFormat(language, { style: "percent" }).format(good / ended.length);
  return vscode.l10n.t("last {0} · {1} succeeded · median {2}", ended.length, share, durationWords(median, language));
}
