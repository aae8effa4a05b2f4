import * as vscode from "vscode";
import { type Message, withDot } from "../../core/base/message";
import type { CostTotals, CronCost } from "../../core/cost/costReport";
import { costTexts, standoutWords } from "../../core/cost/costTexts";
import type { Figure, Median } from "../../core/cost/cronCost";
import type { MeasurePlan } from "../../core/cost/measureCrons";
import type { Standout } from "../../core/cost/standouts";
import { action, section } from "../../platform/pages/reportBlocks";
import type { Connection } from "../../platform/servers/connections/connection";
import { cronTitle } from "../../platform/words/cronTitle";
import { messageWords, sentencesWords } from "../../platform/words/messageWords";
import { plainText } from "../../platform/words/plainText";
import { localZone, momentWords } from "../../platform/words/runWords";
import type { Report, ReportBlock, ReportCell, ReportTone } from "../../protocol/report";

export interface CostNotice {
  readonly tone: ReportTone;
  readonly text: string;
}

export interface CostView {
  readonly connection: Connection;
  /** What is told about. */
  readonly title: string;
  /** The most expensive first. */
  readonly crons: readonly CronCost[];
  /** Undefined for a single cron. */
  readonly total: CostTotals | undefined;
  readonly hasPrices: boolean;
  /** What is wrong with the settings. */
  readonly problems: readonly Message[];
  readonly notices: readonly CostNotice[];
  readonly plan: MeasurePlan;
  /** It is being read again. */
  readonly isBusy: boolean;
  readonly canUndo: boolean;
  /** Of the table. */
  readonly mostRows: number;
  /** When reading it began. Epoch milliseconds. */
  readonly asOf: number;
  readonly now: number;
}

const tones: Readonly<Record<Standout["severity"], ReportTone>> = { error: "bad", warning: "warning", info: "quiet" };
/** More are only counted. */
const mostTold = 50;

export function costPageReport(view: CostView): Report {
  const { connection, notices, problems, title } = view;
  const told = toldOf(view);
  return {
    about: vscode.l10n.t("What do crons cost?"),
    title,
    tone: told.some(({ found }) => found.severity !== "info") ? "warning" : "good",
    server: {
      name: plainText(connection.name),
      production: connection.production ? vscode.l10n.t("production") : null,
    },
    summary: summaryOf(view),
    blocks: [
      ...notices.map((notice) => ({ kind: "notice", ...notice }) as const),
      ...problems.map((problem) => ({ kind: "notice", tone: "bad", text: sentence(problem, view) }) as const),
      ...undoBlocks(view),
      figuresBlock(view),
      { kind: "actions", actions: actionsOf(view) },
      section("standouts", vscode.l10n.t("What stands out"), standoutBlocks(told, view)),
      section("crons", vscode.l10n.t("Crons"), tableBlocks(view)),
      section("sources", vscode.l10n.t("What is not known, and not in the numbers"), missingBlocks(view)),
    ],
  };
}

function summaryOf({ asOf, crons, isBusy, now }: CostView): string {
  if (isBusy) return vscode.l10n.t("Reading…");
  const at = vscode.l10n.t("as of {0}", momentWords(asOf, localZone(), now));
  return [at, vscode.l10n.t("crons: {0}", crons.length)].join(" · ");
}

function undoBlocks({ canUndo }: CostView): readonly ReportBlock[] {
  if (!canUndo) return [];
  return [
    { kind: "notice", tone: "quiet", text: vscode.l10n.t("The cron was deleted. It starts no more runs.") },
    { kind: "actions", actions: [action("undo", vscode.l10n.t("Undo Deletion"), "primary")] },
  ];
}

/** All numbers with what they are from: of all crons, or of the only one. */
function figuresBlock(view: CostView): ReportBlock {
  const { crons, hasPrices, total } = view;
  const [only] = crons;
  const figures: Partial<CostTotals & Pick<CronCost, "tokensARun">> = total ?? only ?? {};
  const fact = (label: string, figure: Figure | undefined, words = countWords) => ({
    label,
    text:
      figure === undefined
        ? vscode.l10n.t("not known")
        : `${words(figure.value)}. ${withDot(messageWords(figure.from, view.now))}`,
  });
  return {
    kind: "facts",
    facts: [
      fact(vscode.l10n.t("Runs in 24 hours"), figures.runsADay),
      fact(vscode.l10n.t("Runs in 30 days"), figures.runsAMonth),
      ...(total === undefined ? [fact(vscode.l10n.t("Tokens a run"), figures.tokensARun)] : []),
      fact(vscode.l10n.t("Tokens in 30 days"), figures.tokensAMonth),
      hasPrices
        ? fact(vscode.l10n.t("Money in 30 days"), figures.moneyAMonth, moneyWords)
        : {
            label: vscode.l10n.t("Money in 30 days"),
            text: vscode.l10n.t("not known. It comes only from your own prices, and the settings have none."),
          },
    ],
  };
}

function actionsOf({ plan }: CostView) {
  const words = vscode.l10n.t("Measure Tokens ({0} requests at most)", countWords(plan.requests));
  return [
    ...(plan.crons.length === 0 ? [] : [action("measure", words, "primary")]),
    action("settings", vscode.l10n.t("Set Prices and Limits…"), "secondary"),
    action("refresh", vscode.l10n.t("Refresh"), "link"),
  ];
}

interface ToldStandout {
  readonly cost: CronCost;
  readonly found: Standout;
}

/** Not that a cron has no end: that is true of most, and would hide the others. */
function toldOf({ crons }: CostView): readonly ToldStandout[] {
  const all = crons.flatMap((cost) => cost.standouts.map((found) => ({ cost, found })));
  return (["error", "warning", "info"] as const).flatMap((severity) =>
    all.filter(({ found }) => found.severity === severity && found.code !== "noEnd"),
  );
}

function standoutBlocks(told: readonly ToldStandout[], view: CostView): readonly ReportBlock[] {
  if (told.length === 0) return [{ kind: "text", text: vscode.l10n.t("Nothing.") }];
  const blocks = told.slice(0, mostTold).map(({ cost, found }): ReportBlock => {
    const what = withDot(sentencesWords(found.what, view.now));
    const evidence = found.evidence.map((message) => sentence(message, view));
    return {
      kind: "notice",
      tone: tones[found.severity],
      text: [`${cronTitle(cost.cron)}: ${what}`, ...evidence].join(" "),
    };
  });
  const left = told.length - blocks.length;
  return [...blocks, ...(left > 0 ? [{ kind: "text", text: vscode.l10n.t("And {0} more.", left) } as const] : [])];
}

function tableBlocks({ crons, hasPrices, mostRows }: CostView): readonly ReportBlock[] {
  if (crons.length === 0) return [{ kind: "text", text: vscode.l10n.t("None.") }];
  const shown = crons.slice(0, mostRows);
  const left = crons.length - shown.length;
  const table: ReportBlock = {
    kind: "table",
    caption: vscode.l10n.t("What each takes, the most expensive first"),
    head: [
      vscode.l10n.t("Cron"),
      vscode.l10n.t("Runs, 24 hours"),
      vscode.l10n.t("Runs, 30 days"),
      vscode.l10n.t("Tokens a run"),
      vscode.l10n.t("Tokens, 30 days"),
      ...(hasPrices ? [vscode.l10n.t("Money, 30 days")] : []),
      vscode.l10n.t("Stands out"),
      vscode.l10n.t("Actions"),
    ],
    rows: shown.map((cost) => rowOf(cost, hasPrices)),
  };
  const more = action("more", vscode.l10n.t("Show More ({0})", left), "secondary");
  return [table, ...(left > 0 ? [{ kind: "actions", actions: [more] } as const] : [])];
}

function rowOf(cost: CronCost, hasPrices: boolean): readonly ReportCell[] {
  const { cron, moneyAMonth, runsADay, runsAMonth, standouts, tokensARun, tokensAMonth } = cost;
  const id = cron.cron_id;
  return [
    cron.enabled ? cronTitle(cron) : vscode.l10n.t("{0} (paused)", cronTitle(cron)),
    cell(runsADay),
    cell(runsAMonth),
    medianCell(tokensARun),
    cell(tokensAMonth),
    ...(hasPrices ? [cell(moneyAMonth, moneyWords)] : []),
    standouts.map(({ code }) => vscode.l10n.t(standoutWords[code])).join(", "),
    [
      action(`open ${id}`, vscode.l10n.t("Open"), "link"),
      ...(cron.enabled ? [action(`pause ${id}`, vscode.l10n.t("Pause"), "link")] : []),
      action(`delete ${id}`, vscode.l10n.t("Delete…"), "link"),
    ],
  ];
}

function cell(figure: Figure | undefined, words = countWords): string {
  return figure === undefined ? "–" : words(figure.value);
}

function medianCell(figure: Median | undefined): string {
  if (figure === undefined) return "–";
  return vscode.l10n.t("{0} ({1} of {2})", countWords(figure.value), figure.measured, figure.of);
}

/** Why numbers are missing: each reason once, with how many crons it is true of. */
function missingBlocks(view: CostView): readonly ReportBlock[] {
  const counts = new Map<string, number>();
  for (const message of view.crons.flatMap(({ missing }) => missing)) {
    const words = sentence(message, view);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const reasons = [...counts].map(([words, count]) => (view.crons.length === 1 ? words : `${words} (${count})`));
  const always = vscode.l10n.t(
    "Tokens of calls whose messages are not in the thread's state, discounts for cached input, and what the server costs.",
  );
  const runs = sentence({ text: costTexts.monthCounted }, view);
  const each = view.total === undefined ? [] : [vscode.l10n.t("Runs of each cron: {0}", runs)];
  return [...reasons, always, ...each].map((text) => ({ kind: "text", text }) as const);
}

function sentence(message: Message, { now }: CostView): string {
  return withDot(messageWords(message, now));
}

function countWords(count: number): string {
  return Math.round(count).toLocaleString(vscode.env.language);
}

/** Small amounts with the digits that tell. */
function moneyWords(money: number): string {
  const digits = money >= 1 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { maximumSignificantDigits: 3 };
  return money.toLocaleString(vscode.env.language, digits);
}
