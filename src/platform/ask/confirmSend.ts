import * as vscode from "vscode";
import { isCostly, type SendCron, type SendQuestion } from "../../core/lifecycle/prepare/sendQuestion";
import type { SubmitDraft } from "../../core/lifecycle/prepare/submitDraft";
import { questionTexts } from "../../core/lifecycle/texts/questionTexts";
import type { RunsEnd } from "../../core/schedule/cronRuns";
import type { Connection } from "../servers/connections/connection";
import { findingText } from "../words/findingMessages";
import { messageWords } from "../words/messageWords";
import { plainText } from "../words/plainText";
import { momentWords } from "../words/runWords";

const mostShown = 20;

/** Asks once about all reasons not to send: warnings, production, several crons, the cost of many runs. */
export async function confirmSend<Draft extends SubmitDraft>(
  connection: Connection,
  question: SendQuestion<Draft>,
): Promise<boolean> {
  const warned = question.crons.some(({ warnings }) => warnings.length > 0);
  const yes = vscode.l10n.t(warned ? questionTexts.sendAnyway : questionTexts.sendYes);
  const options = { modal: true, detail: detail(connection, question) };
  return (await vscode.window.showWarningMessage(title(connection, question), options, yes)) === yes;
}

function title<Draft extends SubmitDraft>({ name: server }: Connection, { crons }: SendQuestion<Draft>): string {
  const [only] = crons;
  return only !== undefined && crons.length === 1
    ? messageWords({ text: questionTexts.send, args: { name: nameOf(only), server } })
    : messageWords({ text: questionTexts.sendSeveral, args: { count: crons.length, server } });
}

function detail<Draft extends SubmitDraft>(connection: Connection, { crons, production }: SendQuestion<Draft>): string {
  const { url } = connection;
  const rest = crons.length - mostShown;
  return [
    production ? messageWords({ text: questionTexts.sendProduction, args: { url } }) : url,
    "",
    ...crons.slice(0, mostShown).flatMap(cronLines),
    ...(rest > 0 ? [messageWords({ text: questionTexts.sendMore, args: { count: rest } })] : []),
  ].join("\n");
}

function cronLines<Draft extends SubmitDraft>(cron: SendCron<Draft>): readonly string[] {
  const { draft, runs, runsADay = 0, warnings } = cron;
  const { schedule, timezone } = draft.arguments;
  const zone = typeof timezone === "string" ? timezone : "UTC";
  const [first] = runs.runs;
  const next = first === undefined ? endWords(runs.end) : nextWords(first, zone);
  const cost = { text: questionTexts.sendRunsADay, args: { count: countWords(runsADay) } };
  const parts = [nameOf(cron), `${String(schedule)} ${zone}`, next, ...(isCostly(cron) ? [messageWords(cost)] : [])];
  return [
    parts.map((part) => plainText(part)).join(" · "),
    ...warnings.map((warning) => `  ⚠ ${plainText(findingText(warning), 600)}`),
  ];
}

function nameOf<Draft extends SubmitDraft>({ draft }: SendCron<Draft>): string {
  return draft.name ?? String(draft.arguments.schedule);
}

function countWords(count: number): string {
  return Math.round(count).toLocaleString(vscode.env.language);
}

function nextWords(time: number, zone: string): string {
  return vscode.l10n.t("next run {0}", momentWords(time, zone, Date.now()));
}

function endWords(end: RunsEnd): string {
  if (end.kind === "paused") return vscode.l10n.t("paused");
  const isRandom = end.kind === "unknown" && end.because === "random";
  return isRandom ? vscode.l10n.t("at random times that the server picks") : vscode.l10n.t("no known next run");
}
