import * as vscode from "vscode";
import { attentionOf } from "../../core/health/attention";
import type { Health } from "../../core/health/health";
import { cronRuns, type RunsEnd } from "../../core/schedule/cronRuns";
import { runningZone } from "../../core/schedule/runningZone";
import { action, section } from "../../platform/pages/reportBlocks";
import { openEnd, runMark, successWords } from "../../platform/pages/runMarks";
import { cronName } from "../../platform/words/cronName";
import { healthSentence, healthWord } from "../../platform/words/healthInWords";
import { plainText } from "../../platform/words/plainText";
import { momentWords } from "../../platform/words/runWords";
import { relativeTime } from "../../platform/words/timeWords";
import type { Report, ReportAction, ReportBlock, ReportTone } from "../../protocol/report";
import { aboutBlocks } from "./aboutBlocks";
import type { CronFacts } from "./cronFacts";

const shownRuns = 10;
/** So many of a cron's last runs stand beside each other. */
const stripLength = 20;

/** What is to be known before all else. */
export interface Notice {
  readonly tone: ReportTone;
  readonly text: string;
}

export function cronReport(facts: CronFacts, notices: readonly Notice[]): Report {
  const { connection, health, now } = facts;
  return {
    about: vscode.l10n.t("Cron"),
    title: cronHeading(facts),
    tone: toneOf(health),
    server: {
      name: plainText(connection.name),
      production: connection.production ? vscode.l10n.t("production") : null,
    },
    summary: [healthWord(health, now), ...nextWords(facts), facts.words].join(" · "),
    blocks: [
      ...notices.map((notice) => ({ kind: "notice", ...notice }) as const),
      { kind: "notice", tone: toneOf(health), text: healthSentence(health, facts.cron.timezone, now) },
      { kind: "actions", actions: actionsOf(facts) },
      section("runs", vscode.l10n.t("Last runs"), runBlocks(facts)),
      section("next", vscode.l10n.t("Next runs"), nextBlocks(facts)),
      ...aboutBlocks(facts),
    ],
  };
}

export function cronHeading({ cron, words }: Pick<CronFacts, "cron" | "words">): string {
  return cronName(cron) ?? words;
}

function toneOf(health: Health): ReportTone {
  switch (attentionOf(health)) {
    case "attention":
      return health.kind === "failed" || health.kind === "never" || health.kind === "endless" ? "bad" : "warning";
    case "watch":
      return "warning";
    case "off":
      return "quiet";
    case "fine":
      return health.kind === "running" ? "busy" : "good";
  }
}

function nextWords({ health, now }: CronFacts): readonly string[] {
  if (health.next === undefined) return [];
  return [vscode.l10n.t("next run {0}", relativeTime(health.next, now, vscode.env.language, "long"))];
}

function actionsOf({ cron, health }: CronFacts): readonly ReportAction[] {
  const { lastRun } = health;
  const opened = health.kind === "failed" ? vscode.l10n.t("Open Failed Run") : vscode.l10n.t("Open Waiting Run");
  const needsLook = lastRun !== undefined && (health.kind === "failed" || health.kind === "waits");
  const look = needsLook ? [action(`run ${lastRun.run.run_id}`, opened, "primary")] : [];
  return [
    ...look,
    action("edit", vscode.l10n.t("Edit…"), look.length === 0 ? "primary" : "secondary"),
    ...(cron.enabled
      ? [action("pause", vscode.l10n.t("Pause"), "secondary")]
      : [
          action("resume", vscode.l10n.t("Resume"), "secondary"),
          action("resumeAndRun", vscode.l10n.t("Resume and Run Once Now"), "secondary"),
        ]),
    action("runNow", vscode.l10n.t("Run Now"), "secondary"),
    action("doctor", vscode.l10n.t("Why Does It Not Run?"), "link"),
    action("cost", vscode.l10n.t("What Does It Cost?"), "link"),
    action("duplicate", vscode.l10n.t("Duplicate…"), "link"),
    action("export", vscode.l10n.t("Export…"), "link"),
    action("delete", vscode.l10n.t("Delete…"), "link"),
    action("reveal", vscode.l10n.t("Show in Tree"), "link"),
    action("refresh", vscode.l10n.t("Refresh"), "link"),
  ];
}

function runBlocks({ areDeleted, health, now, runs, zone }: CronFacts): readonly ReportBlock[] {
  if (runs === undefined) return [{ kind: "text", text: vscode.l10n.t("Reading…") }];
  const deleted: readonly ReportBlock[] = areDeleted ? [{ kind: "text", text: deletedWords() }] : [];
  if (runs.length === 0) return areDeleted ? deleted : [{ kind: "text", text: vscode.l10n.t("None yet.") }];
  const shown = runs.slice(0, stripLength).map((each) => ({ ...each, open: openEnd(each.run, health) }));
  const marks = shown.map((each) => {
    const mark = runMark(each, each.open, zone, now);
    const isGone = areDeleted && each.run.status !== "pending" && each.run.status !== "running";
    return isGone ? { ...mark, action: null } : mark;
  });
  return [
    {
      kind: "strip",
      label: vscode.l10n.t("The cron's last runs, oldest first"),
      marks: marks.toReversed(),
      text: successWords(shown.filter(({ open }) => open === undefined).map(({ run }) => run)),
    },
    ...deleted,
  ];
}

function deletedWords(): string {
  return vscode.l10n.t(
    "The server deletes each run of this cron, with its thread, as soon as it has ended: only those are known that were seen while VS Code was open.",
  );
}

/** The same moments on up to three clocks; clocks that are the same stand there once. */
function nextBlocks({ connection, cron, now, zone }: CronFacts): readonly ReportBlock[] {
  const { dialect } = connection;
  const reckoned = { ...cron, dialect, nextRunDate: cron.next_run_date };
  const { runs, end } = cronRuns(reckoned, { from: now, count: shownRuns });
  const own = runningZone(cron.timezone);
  const clocks = [
    { zone: own, head: plainText(own) },
    ...(zone === own || zone === "UTC" ? [] : [{ zone, head: vscode.l10n.t("{0} (here)", plainText(zone)) }]),
    ...(own === "UTC" ? [] : [{ zone: "UTC", head: "UTC" }]),
  ];
  const rows = runs.map((run) => [
    ...clocks.map((clock) => momentWords(run, clock.zone, now)),
    relativeTime(run, now, vscode.env.language, "long"),
  ]);
  const table: ReportBlock = {
    kind: "table",
    caption: vscode.l10n.t("When the server will start it"),
    head: [...clocks.map(({ head }) => head), vscode.l10n.t("From now")],
    rows,
  };
  return [...(rows.length === 0 ? [] : [table]), ...endWords(end, own, now, rows.length === 0)];
}

function endWords(end: RunsEnd, zone: string, now: number, isNone: boolean): readonly ReportBlock[] {
  const text = (words: string): readonly ReportBlock[] => [{ kind: "text", text: words }];
  const at = (moment: number) => `${momentWords(moment, zone, now)} ${plainText(zone)}`;
  switch (end.kind) {
    case "paused":
      return text(vscode.l10n.t("None: it is paused."));
    case "endTime":
      return text(vscode.l10n.t("It ends {0}.", at(end.at)));
    case "comesToEnd":
      return text(
        vscode.l10n.t("After its last run, {0}, the server starts it every few seconds: pause it then.", at(end.last)),
      );
    case "never":
      return text(vscode.l10n.t("None: no such time comes."));
    case "unknown":
      return end.because === "random"
        ? text(vscode.l10n.t("The server chooses its times at random."))
        : text(vscode.l10n.t("Further ones are not known: the schedule or its zone is not understood here."));
    case "goesOn":
      return isNone ? text(vscode.l10n.t("None.")) : [];
  }
}
