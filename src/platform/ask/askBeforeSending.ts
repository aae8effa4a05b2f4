import * as vscode from "vscode";
import type { SubmitDraft } from "../../core/lifecycle/prepareSubmit";
import { questionTexts } from "../../core/lifecycle/questionTexts";
import { isCostly, type SendCron, type SendQuestion } from "../../core/lifecycle/sendQuestion";
import type { RawArguments } from "../../core/spec/cronArguments";
import type { Connection } from "../connection";
import { findingText } from "../findingMessages";
import { messageWords } from "../messageWords";
import { plainText } from "../plainText";
import { momentWords } from "../runWords";

const mostShown = 20;

/** Asks once for all that speaks against sending. True where the user agrees. `nameOf`: what a draft is called. */
export async function askBeforeSending<Draft extends SubmitDraft>(
  question: SendQuestion<Draft>,
  connection: Connection,
  nameOf: (draft: Draft) => string,
): Promise<boolean> {
  const warned = question.crons.some(({ warnings }) => warnings.length > 0);
  const submit = messageWords({ text: warned ? questionTexts.sendAnyway : questionTexts.sendYes });
  const detail = [
    production(question, connection),
    "",
    ...question.crons.slice(0, mostShown).flatMap((cron) => cronLines(cron, nameOf(cron.draft))),
    ...more(question.crons.length - mostShown),
  ].join("\n");
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(title(question, connection, nameOf), options, submit)) === submit;
}

function title<Draft extends SubmitDraft>(
  { crons }: SendQuestion<Draft>,
  { name: server }: Connection,
  nameOf: (draft: Draft) => string,
): string {
  const [only] = crons;
  return only !== undefined && crons.length === 1
    ? messageWords({ text: questionTexts.send, args: { name: nameOf(only.draft), server } })
    : messageWords({ text: questionTexts.sendSeveral, args: { count: crons.length, server } });
}

function production({ production: marked }: { readonly production: boolean }, { url }: Connection): string {
  return marked ? messageWords({ text: questionTexts.sendProduction, args: { url } }) : url;
}

function cronLines<Draft extends SubmitDraft>(cron: SendCron<Draft>, name: string): readonly string[] {
  const { runsADay = 0, warnings } = cron;
  const count = Math.round(runsADay).toLocaleString(vscode.env.language);
  const cost = isCostly(cron) ? [messageWords({ text: questionTexts.sendRunsADay, args: { count } })] : [];
  return [
    [plainText(name), nextWords(cron), ...cost].join(" · "),
    ...warnings.map((warning) => `  ⚠ ${plainText(findingText(warning))}`),
  ];
}

/** “next Tue 24 Nov, 09:00 Europe/Berlin”, or why there is no next run. */
function nextWords<Draft extends SubmitDraft>({ draft, runs: { end, runs } }: SendCron<Draft>): string {
  const [next] = runs;
  if (next !== undefined) {
    const zone = zoneOf(draft.arguments);
    return vscode.l10n.t("next {0} {1}", momentWords(next, zone, Date.now()), plainText(zone));
  }
  if (end.kind === "paused") return vscode.l10n.t("paused");
  if (end.kind !== "unknown") return vscode.l10n.t("no further run");
  return end.because === "random"
    ? vscode.l10n.t("at times that the server draws by lot")
    : vscode.l10n.t("schedule not understood");
}

function zoneOf({ timezone }: RawArguments): string {
  return typeof timezone === "string" && timezone !== "" ? timezone : "UTC";
}

function more(count: number): readonly string[] {
  return count > 0 ? [messageWords({ text: questionTexts.sendMore, args: { count } })] : [];
}
