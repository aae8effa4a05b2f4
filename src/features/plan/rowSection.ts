import * as vscode from "vscode";
import { applyMessages, applyTexts, isApplied } from "../../core/apply/applyTexts";
import { withDot } from "../../core/base/message";
import type { Severity } from "../../core/finding/findingEntry";
import type { PlanAction } from "../../core/plan/plannedChange";
import { plannedOf } from "../../core/plan/planRows";
import { action, section } from "../../platform/pages/reportBlocks";
import { findingText } from "../../platform/words/findingMessages";
import { sentencesWords } from "../../platform/words/messageWords";
import { plainText } from "../../platform/words/plainText";
import type { ReportAction, ReportBlock, ReportTone } from "../../protocol/report";
import type { PageOutcome } from "./applyRows";
import { keysBlock } from "./keysBlock";
import { isDoable, isSpecRow, type PageRow } from "./pageRow";
import type { PlanView } from "./planView";
import { rowWords, runsWords } from "./planWords";

/** Nothing is done for these, or something is deleted. */
const alarming: ReadonlySet<PlanAction> = new Set(["conflict", "invalid", "recreate", "delete"]);

export function isAlarming({ action: what, hasMoved }: PageRow): boolean {
  return alarming.has(what) || hasMoved === true;
}

export function rowSection(row: PageRow, view: PlanView): ReportBlock {
  const { leftOut, outcomes, phase, plan } = view;
  const at = plan.rows.indexOf(row);
  const outcome = outcomes.get(row);
  const title = `${plainText(row.name)} · ${rowWords(row)}`;
  const isChecked = !leftOut.has(row);
  const box = { kind: "check", id: `toggle ${at}`, label: vscode.l10n.t("Apply this change"), isChecked } as const;
  return section(`row ${at}`, title, [
    ...(outcome === undefined ? [] : [outcomeBlock(outcome, row, view)]),
    ...(phase === "planned" && isDoable(row) && !plan.isBlocked ? [box] : []),
    // What was to be done is done.
    ...(outcome !== undefined && isApplied(outcome) ? [] : becauseBlocks(row, view)),
    ...row.findings.map(
      ({ finding }): ReportBlock => ({
        kind: "notice",
        tone: tones[finding.severity],
        text: plainText(findingText(finding), 1_000),
      }),
    ),
    ...(isSpecRow(row) ? keysBlock(row) : []),
    { kind: "facts", facts: factsOf(row) },
    { kind: "actions", actions: rowActions(row, at) },
  ]);
}

const tones: Readonly<Record<Severity, ReportTone>> = {
  error: "bad",
  warning: "warning",
  info: "quiet",
  hint: "quiet",
};

function outcomeBlock(outcome: PageOutcome, row: PageRow, { now }: PlanView): ReportBlock {
  const tone = isApplied(outcome) ? "good" : outcome.kind === "refused" ? "bad" : "warning";
  const deleteFrom = isSpecRow(row) ? undefined : row.prune?.deleteFrom;
  return { kind: "notice", tone, text: withDot(sentencesWords(applyMessages(outcome, deleteFrom), now)) };
}

function becauseBlocks(row: PageRow, { now }: PlanView): readonly ReportBlock[] {
  const moved = row.hasMoved === true ? [{ text: applyTexts.moved }] : [];
  const because = [...moved, ...(plannedOf(row)?.because ?? [])];
  if (because.length === 0) return [];
  const text = withDot(sentencesWords(because, now));
  return [isAlarming(row) ? { kind: "notice", tone: "warning", text } : { kind: "text", text }];
}

function factsOf(row: PageRow) {
  const planned = plannedOf(row);
  const id = planned?.cron?.cron_id;
  return [
    ...(isSpecRow(row) ? [{ label: vscode.l10n.t("File"), text: row.read.path }] : []),
    ...(planned === undefined ? [] : [{ label: vscode.l10n.t("Runs in 30 days"), text: runsWords([row]) }]),
    ...(id === undefined ? [] : [{ label: vscode.l10n.t("Cron"), text: id }]),
  ];
}

function rowActions(row: PageRow, at: number): readonly ReportAction[] {
  const hasDiff = isSpecRow(row) ? (row.change?.keys.length ?? 0) > 0 : isDoable(row);
  const fileStyle = row.findings.length > 0 && !hasDiff ? "secondary" : "link";
  return [
    ...(hasDiff ? [action(`diff ${at}`, vscode.l10n.t("Show Diff"), "secondary")] : []),
    ...(isSpecRow(row) ? [action(`file ${at}`, vscode.l10n.t("Open File"), fileStyle)] : []),
    ...(plannedOf(row)?.cron === undefined ? [] : [action(`cron ${at}`, vscode.l10n.t("Open Cron"), "link")]),
  ];
}
