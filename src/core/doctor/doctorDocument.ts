import { codeSpan } from "../base/codeSpan";
import { type Message, type Writing, withDot, writtenMessage, writtenSentences } from "../base/message";
import { shortText } from "../base/shortText";
import { healthWords } from "../health/healthWords";
import { problemMessage } from "../server/problems/problemTexts";
import { givenNames } from "../server/stored/givenNames";
import { shortId } from "./cause";
import type { Diagnoses, Diagnosis, Remedy } from "./diagnosis";
import type { DoctorFacts, ExaminedCron, ServerFacts } from "./doctorFacts";

interface DocumentOptions {
  /** Quote what the server and graphs say, which may hold what was sent to them. */
  readonly withDetails: boolean;
  /** A line for a remedy, or none. Default: none has one. */
  readonly remedyText?: (remedy: Remedy, facts: DoctorFacts) => string | undefined;
}

/** Texts of servers are code, so that they are neither links nor mentions; moments are in UTC. */
const writing: Writing = { data: (text) => codeSpan(text), moment: (date) => momentText(date) };

/**
 * What the doctor found, as lines of Markdown in English that can be pasted into an issue: without addresses and keys,
 * with short ids, and without what was sent to a graph.
 */
export function doctorDocument(
  facts: DoctorFacts,
  { examined, found, unknown }: Diagnoses,
  { remedyText = () => undefined, withDetails }: DocumentOptions,
): readonly string[] {
  const remedies = (each: Diagnosis) => each.remedies.map((remedy) => remedyText(remedy, facts));
  const blockOf = (each: Diagnosis): readonly string[] => [
    `- **${each.severity}** (${each.code}): ${sentences(each.what)}`,
    ...each.evidence.map((message) => `  - Seen: ${sentence(message)}`),
    ...(withDetails ? each.details.map((message) => `  - Said: ${sentence(message)}`) : []),
    ...each.unknown.map((message) => `  - Not known: ${sentence(message)}`),
    ...remedies(each).flatMap((text) => (text === undefined ? [] : [`  - To do: ${text}`])),
  ];
  const ofServer = found.filter(({ cronId }) => cronId === null);
  const told = facts.kind === "read" ? facts.crons.filter(({ cron }) => isTold(cron.cron_id, found, facts)) : [];
  return [
    headline(facts, found, examined),
    ...section("The server", ofServer.flatMap(blockOf)),
    ...told.flatMap((each) => {
      const own = found.filter(({ cronId }) => cronId === each.cron.cron_id);
      return section(titleOf(each), own.length === 0 ? [wellOf(each)] : own.flatMap(blockOf));
    }),
    ...section(
      "What could not be examined",
      unknown.map((message) => `- ${sentence(message)}`),
    ),
  ];
}

/** Those with a cause, and those that somebody asked about. */
function isTold(cronId: string, found: readonly Diagnosis[], { asked }: ServerFacts): boolean {
  return asked?.has(cronId) === true || found.some((each) => each.cronId === cronId);
}

function headline(facts: DoctorFacts, found: readonly Diagnosis[], examined: number): string {
  if (facts.kind === "unread") return `The server could not be examined: ${sentence(problemMessage(facts.problem))}`;
  const { info, now } = facts;
  const server = `${info.product === "agentServer" ? "Agent Server" : info.product} ${shortText(info.version, 40)}`;
  const counts = (["error", "warning", "info"] as const)
    .map((severity) => [found.filter((each) => each.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}`);
  const what = counts.length === 0 ? "nothing wrong" : counts.join(", ");
  return `${server}, ${momentText(new Date(now).toISOString())}, crons examined: ${examined}. Found: ${what}.`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `## ${title}`, "", ...lines];
}

function titleOf({ cron }: ExaminedCron): string {
  const [name] = givenNames(cron);
  const id = codeSpan(shortId(cron.cron_id));
  const schedule = codeSpan(cron.timezone === null ? cron.schedule : `${cron.schedule} ${cron.timezone}`, 200);
  return name === undefined ? `${schedule} (${id})` : `${codeSpan(name, 200)} (${id}), ${schedule}`;
}

function wellOf({ cron, health }: ExaminedCron): string {
  const next = health.next === undefined ? "" : ` Next run: ${momentText(new Date(health.next).toISOString())}.`;
  return `- ${sentences(healthWords(health, cron.timezone).sentences)}${next}`;
}

function sentences(messages: readonly Message[]): string {
  return withDot(writtenSentences(messages, writing));
}

function sentence(message: Message): string {
  return withDot(writtenMessage(message, writing));
}

function momentText(date: string): string {
  const moment = Date.parse(date);
  return Number.isNaN(moment) ? codeSpan(date, 40) : new Date(moment).toISOString().replace(/\.\d+Z$/, "Z");
}
