import * as vscode from "vscode";
import { type ChosenCrons, distinctTitle } from "./chosenCrons";

const mostNamed = 10;

/** “daily”, or “12 crons”. */
export function cronsWords(crons: ChosenCrons["crons"]): string {
  const [only] = crons;
  return crons.length === 1 && only !== undefined
    ? `“${distinctTitle(only)}”`
    : vscode.l10n.t("{0} crons", crons.length);
}

/** The lines of a question that name several crons; a single one is named in the question itself. */
export function nameLines(crons: ChosenCrons["crons"]): readonly string[] {
  if (crons.length === 1) return [];
  const rest = crons.length - mostNamed;
  return [
    ...crons.slice(0, mostNamed).map((cron) => `• ${distinctTitle(cron)}`),
    ...(rest > 0 ? [vscode.l10n.t("… and {0} more", rest)] : []),
    "",
  ];
}
