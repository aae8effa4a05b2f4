import * as vscode from "vscode";
import type { ApplyOutcome } from "../../core/apply/applyPlan";
import { applyMessages, isApplied } from "../../core/apply/applyTexts";
import { isSubmitted } from "../../core/apply/prepareChanges";
import { withDot } from "../../core/base/message";
import type { Severity } from "../../core/finding/findingEntry";
import type { PlanAction } from "../../core/plan/plannedChange";
import { action, section } from "../../platform/pages/reportBlocks";
import type { Connection } from "../../platform/servers/connections/connection";
import { findingText } from "../../platform/words/findingMessages";
import { sentencesWords } from "../../platform/words/messageWords";
import { plainText } from "../../platform/words/plainText";
import { localZone, momentWords } from "../../platform/words/runWords";
import type { Report, ReportAction, ReportBlock, ReportTone } from "../../protocol/report";
import { keysBlock } from "./keysBlock";
import { isProduction } from "./pageEnvironment";
import { actionWords, countWords, runsWords } from "./planWords";
import type { PagePlan, PageRow } from "./readPagePlan";

export interface PlanNotice {
  readonly tone: ReportTone;
  readonly text: string;
}

export interface PlanView {
  readonly connection: Connection;
  readonly title: string;
  readonly plan: PagePlan;
  /** What the user has left out. */
  readonly leftOut: ReadonlySet<PageRow>;
  readonly outcomes: ReadonlyMap<PageRow, ApplyOutcome>;
  readonly phase: "planned" | "reading" | "applying" | "applied";
  readonly notice: PlanNotice | undefined;
  /** So many changes are told. */
  readonly mostRows: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function planReport(view: PlanView): Report {
  const { connection, notice, plan, title } = view;
  const { told, unchanged } = partsOf(plan);
  const shown = told.slice(0, view.mostRows);
  return {
    about: vscode.l10n.t("What would an apply change?"),
    title,
    tone: toneOf(view),
    server: {
      name: plainText(connection.name),
      production: isProduction(connection, plan.environment) ? vscode.l10n.t("production") : null,
    },
    summary: summaryOf(view),
    blocks: [
      ...(notice === undefined ? [] : [{ kind: "notice", ...notice } as const]),
      ...(told.length === 0
        ? [{ kind: "notice", tone: "good", text: vscode.l10n.t("The server has all crons as the files say.") } as const]
        : []),
      {
        kind: "facts",
        facts: [
          { label: vscode.l10n.t("Server"), text: connection.url },
          ...environmentFacts(plan),
          { label: vscode.l10n.t("Specs"), text: countWords(plan.rows) },
          { label: vscode.l10n.t("Runs in 30 days"), text: runsWords(plan.rows) },
        ],
      },
      { kind: "actions", actions: actionsOf(view) },
      ...shown.map((row) => rowSection(row, view)),
      ...(told.length > shown.length ? [moreBlock(told.length - shown.length)] : []),
      ...(unchanged.length === 0 ? [] : [unchangedSection(unchanged)]),
    ],
  };
}

function environmentFacts({ environment }: PagePlan) {
  if (environment === undefined) return [];
  const { file, uri, environment: there } = environment;
  const path = vscode.workspace.asRelativePath(uri);
  return [
    { label: vscode.l10n.t("Environment"), text: `${plainText(there.name)} (${plainText(path)})` },
    ...(file.set === undefined ? [] : [{ label: vscode.l10n.t("Set"), text: file.set }]),
  ];
}

/** What an apply would do now. */
export function includedRows({ leftOut, plan }: Pick<PlanView, "leftOut" | "plan">): readonly PageRow[] {
  return plan.rows.filter((row) => isSubmitted(row) && !leftOut.has(row));
}

function partsOf({ rows }: PagePlan) {
  const isUnchanged = ({ action: what }: PageRow) => what === "nothing";
  return { told: rows.filter((row) => !isUnchanged(row)), unchanged: rows.filter(isUnchanged) };
}

function toneOf({ outcomes, phase, plan }: PlanView): ReportTone {
  if (phase === "applying" || phase === "reading") return "busy";
  const ends = [...outcomes.values()];
  if (ends.some((end) => end.kind === "refused")) return "bad";
  const isAside = plan.rows.some((row) => alarming.has(row.action));
  if (isAside || ends.some((end) => !isApplied(end))) return "warning";
  return phase === "applied" || plan.rows.every(({ action: what }) => what === "nothing") ? "good" : "quiet";
}

/** Nothing is done for these, or something is deleted. */
const alarming: ReadonlySet<PlanAction> = new Set(["conflict", "invalid", "recreate"]);

function summaryOf({ leftOut, now, outcomes, phase, plan }: PlanView): string {
  switch (phase) {
    case "reading":
      return vscode.l10n.t("Planning…");
    case "applying":
      return vscode.l10n.t("Applying…");
    case "applied": {
      const ends = [...outcomes.values()];
      const good = ends.filter(isApplied).length;
      return vscode.l10n.t("applied: {0} done, {1} not done", good, ends.length - good);
    }
    case "planned": {
      const at = vscode.l10n.t("planned {0}", momentWords(plan.readAt, localZone(), now));
      const changes = vscode.l10n.t("changes: {0}", includedRows({ leftOut, plan }).length);
      return [at, changes, ...(leftOut.size === 0 ? [] : [vscode.l10n.t("left out: {0}", leftOut.size)])].join(" · ");
    }
  }
}

function actionsOf(view: PlanView): readonly ReportAction[] {
  const { leftOut, phase, plan } = view;
  const again = action("refresh", vscode.l10n.t("Plan Again"), phase === "applied" ? "primary" : "link");
  if (phase !== "planned") return phase === "applied" ? [again] : [];
  const possible = plan.rows.filter(isSubmitted).length;
  const count = possible - leftOut.size;
  return [
    ...(count > 0 ? [action("apply", vscode.l10n.t("Apply {0} Changes…", count), "primary")] : []),
    ...(possible > 1 && count > 0 ? [action("none", vscode.l10n.t("Leave All Out"), "link")] : []),
    ...(leftOut.size > 0 ? [action("all", vscode.l10n.t("Take All In"), "link")] : []),
    again,
  ];
}

function rowSection(row: PageRow, view: PlanView): ReportBlock {
  const { leftOut, outcomes, phase, plan } = view;
  const at = plan.rows.indexOf(row);
  const outcome = outcomes.get(row);
  const title = `${plainText(row.name)} · ${actionWords(row.action)}`;
  const isChecked = !leftOut.has(row);
  const box = { kind: "check", id: `toggle ${at}`, label: vscode.l10n.t("Apply this change"), isChecked } as const;
  return section(`row ${at}`, title, [
    ...(outcome === undefined ? [] : [outcomeBlock(outcome, view)]),
    ...(phase === "planned" && isSubmitted(row) ? [box] : []),
    ...becauseBlocks(row, view),
    ...row.findings.map(
      ({ finding }): ReportBlock => ({
        kind: "notice",
        tone: tones[finding.severity],
        text: plainText(findingText(finding), 1_000),
      }),
    ),
    ...keysBlock(row),
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

function outcomeBlock(outcome: ApplyOutcome, { now }: PlanView): ReportBlock {
  const tone = isApplied(outcome) ? "good" : outcome.kind === "refused" ? "bad" : "warning";
  return { kind: "notice", tone, text: withDot(sentencesWords(applyMessages(outcome), now)) };
}

function becauseBlocks({ action: what, change }: PageRow, { now }: PlanView): readonly ReportBlock[] {
  if (change === undefined || change.because.length === 0) return [];
  const text = withDot(sentencesWords(change.because, now));
  return [alarming.has(what) ? { kind: "notice", tone: "warning", text } : { kind: "text", text }];
}

function factsOf(row: PageRow) {
  const id = row.change?.cron?.cron_id;
  return [
    { label: vscode.l10n.t("File"), text: row.read.path },
    ...(row.change === undefined ? [] : [{ label: vscode.l10n.t("Runs in 30 days"), text: runsWords([row]) }]),
    ...(id === undefined ? [] : [{ label: vscode.l10n.t("Cron"), text: id }]),
  ];
}

function rowActions({ change, findings }: PageRow, at: number): readonly ReportAction[] {
  const hasDiff = change !== undefined && change.keys.length > 0;
  return [
    ...(hasDiff ? [action(`diff ${at}`, vscode.l10n.t("Show Diff"), "secondary")] : []),
    action(`file ${at}`, vscode.l10n.t("Open File"), findings.length > 0 && !hasDiff ? "secondary" : "link"),
    ...(change?.cron === undefined ? [] : [action(`cron ${at}`, vscode.l10n.t("Open Cron"), "link")]),
  ];
}

function moreBlock(count: number): ReportBlock {
  return { kind: "actions", actions: [action("more", vscode.l10n.t("Show {0} More", count), "link")] };
}

/** More are only counted. */
const mostNames = 500;

function unchangedSection(rows: readonly PageRow[]): ReportBlock {
  const names = rows.slice(0, mostNames).map(({ name }) => plainText(name));
  const text = [...names, ...(rows.length > mostNames ? ["…"] : [])].join("\n");
  return section("unchanged", vscode.l10n.t("Unchanged ({0})", rows.length), [{ kind: "text", text }], true);
}
