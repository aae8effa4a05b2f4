import { codeSpan } from "../../core/base/codeSpan";
import type { Writing } from "../../core/base/message";
import { attentionOf } from "../../core/health/attention";
import { healthKindTexts } from "../../core/health/healthTexts";
import { cliText } from "../cliTexts";
import { workflowCommand } from "../files/githubAnnotation";
import { tableLines } from "../markdown";
import { momentText } from "../momentText";
import { printedLine } from "../printed";
import { cronName, cronTitle, healthSentences, healthWord, plainWriting, scheduleText } from "./cronTexts";
import { countsOf, type StatusEntry, type StatusReport, unseenRuns, unseenThreads } from "./statusReport";

/** Texts of servers are code, so that they are neither links nor mentions. */
const markdownWriting: Writing = { ...plainWriting, data: (text) => codeSpan(text) };

/** A line for each cron that is not well, and what all are. */
export function statusLines(report: StatusReport): readonly string[] {
  return [...report.entries.filter(isTold).map(lineOf), ...summaryLines(report)];
}

/** The same as annotations of a workflow run on GitHub. */
export function statusAnnotations(report: StatusReport): readonly string[] {
  return [...report.entries.filter(isTold).map(annotationOf), ...summaryLines(report)];
}

/** All crons as a table; `most`: only so many rows. */
export function statusMarkdown(report: StatusReport, most = Number.POSITIVE_INFINITY): readonly string[] {
  const rows = report.entries
    .slice(0, most)
    .map(({ cron, fails, health }) => [
      codeSpan(cronName(cron) ?? cron.cron_id, 200),
      `${fails ? "**" : ""}${healthWord(health, markdownWriting)}${fails ? "**" : ""}`,
      healthSentences(health, markdownWriting),
      codeSpan(scheduleText(cron), 200),
      health.next === undefined ? "" : momentText(health.next),
    ]);
  const left = report.entries.length - rows.length;
  return [
    ...summaryLines(report).flatMap((line) => [line, ""]),
    ...(rows.length === 0 ? [] : tableLines(["Cron", "Health", "What", "Schedule", "Next run"], rows)),
    ...(left > 0 ? ["", cliText("moreCrons", { count: left })] : []),
  ];
}

function isTold({ fails, health }: StatusEntry): boolean {
  return fails || ["attention", "watch"].includes(attentionOf(health));
}

/** Duplicates have one name. */
function titleOf({ cron, health }: StatusEntry): string {
  return health.kind === "duplicate" ? `${cronTitle(cron)} (${cron.cron_id})` : cronTitle(cron);
}

function lineOf(entry: StatusEntry): string {
  const { health } = entry;
  return printedLine(`${titleOf(entry)}: ${healthSentences(health)} [${health.kind}]`);
}

function annotationOf(entry: StatusEntry): string {
  const { fails, health } = entry;
  const command = fails ? "error" : attentionOf(health) === "attention" ? "warning" : "notice";
  const title = `${titleOf(entry)}: ${healthWord(health)}`;
  return workflowCommand(command, { title }, `${titleOf(entry)}: ${healthSentences(health)}`);
}

function summaryLines(report: StatusReport): readonly string[] {
  const { entries, url } = report;
  const failing = entries.filter(({ fails }) => fails).length;
  const counts = countsOf(report).map(([kind, count]) => `${count} ${healthKindTexts[kind]}`);
  const unread = entries.filter(({ isUnread }) => isUnread).length;
  const [threads, unseen] = [unseenThreads(report), unseenRuns(report)];
  return [
    counts.length === 0
      ? cliText("noCrons", { url })
      : cliText("statusCounts", { url, crons: entries.length, counts: counts.join(", "), failing }),
    ...(unread === 0 ? [] : [cliText("unreadRuns", { count: unread })]),
    ...(threads === 0 ? [] : [cliText("unseenThreads", { count: threads })]),
    ...(unseen === 0 ? [] : [cliText("unseenRuns", { count: unseen })]),
  ].map(printedLine);
}
