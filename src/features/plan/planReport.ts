import * as vscode from "vscode";
import { isApplied } from "../../core/apply/applyTexts";
import { action, section } from "../../platform/pages/reportBlocks";
import { plainText } from "../../platform/words/plainText";
import { localZone, momentWords } from "../../platform/words/runWords";
import type { Report, ReportAction, ReportBlock, ReportTone } from "../../protocol/report";
import { isProduction } from "./pageEnvironment";
import { isDoable, isTold, type PageRow } from "./pageRow";
import { includedRows, type PlanView } from "./planView";
import { countWords, runsWords } from "./planWords";
import { pruneBlocks } from "./pruneBlocks";
import type { PagePlan } from "./readPagePlan";
import { isAlarming, rowSection } from "./rowSection";

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
      ...savedBlocks(plan),
      ...(told.every(({ action: what }) => what === "nothing")
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
      ...pruneBlocks(view),
      { kind: "actions", actions: actionsOf(view) },
      ...shown.map((row) => rowSection(row, view)),
      ...(told.length > shown.length ? [moreBlock(told.length - shown.length)] : []),
      ...(unchanged.length === 0 ? [] : [unchangedSection(unchanged)]),
    ],
  };
}

function savedBlocks({ isBlocked, saved }: PagePlan): readonly ReportBlock[] {
  if (saved === undefined) return [];
  const text = vscode.l10n.t(
    "The plan that was saved in {0}. What has changed on the server since is left alone.",
    saved.path,
  );
  const blocked = vscode.l10n.t("Nothing of it can be applied, because of the errors below.");
  return [
    { kind: "notice", tone: "quiet", text },
    ...(isBlocked ? [{ kind: "notice", tone: "bad", text: blocked } as const] : []),
  ];
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

function partsOf({ rows }: PagePlan) {
  return { told: rows.filter(isTold), unchanged: rows.filter((row) => !isTold(row)) };
}

function toneOf({ outcomes, phase, plan }: PlanView): ReportTone {
  if (phase === "applying" || phase === "reading") return "busy";
  const ends = [...outcomes.values()];
  if (ends.some((end) => end.kind === "refused")) return "bad";
  const isDone = (row: PageRow) => {
    const end = outcomes.get(row);
    return end !== undefined && isApplied(end);
  };
  const isAside = plan.rows.some((row) => isAlarming(row) && !isDone(row));
  if (isAside || ends.some((end) => !isApplied(end))) return "warning";
  return phase === "applied" || plan.rows.every(({ action: what }) => what === "nothing") ? "good" : "quiet";
}

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
  const possible = plan.isBlocked ? 0 : plan.rows.filter(isDoable).length;
  const count = possible - leftOut.size;
  return [
    ...(count > 0 ? [action("apply", applyWords(count), "primary")] : []),
    ...(possible > 1 && count > 0 ? [action("none", vscode.l10n.t("Leave All Out"), "link")] : []),
    ...(leftOut.size > 0 ? [action("all", vscode.l10n.t("Take All In"), "link")] : []),
    ...(plan.saved === undefined ? [action("save", vscode.l10n.t("Save Plan…"), "link")] : []),
    again,
  ];
}

function applyWords(count: number): string {
  return count === 1 ? vscode.l10n.t("Apply 1 Change…") : vscode.l10n.t("Apply {0} Changes…", count);
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
