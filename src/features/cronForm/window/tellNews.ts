import * as vscode from "vscode";
import { runCommand } from "../../../platform/app/app";
import type { FormNews } from "../controller/formPorts";

/** Notifies the user about a form that is not visible, with a button to open what it is about. */
export async function tellNews(news: FormNews, showForm: (form: string) => Promise<void>): Promise<void> {
  if (news.kind === "note") {
    void vscode.window.showInformationMessage(news.message);
    return;
  }
  const reveal = vscode.l10n.t("Show in Tree");
  const open = news.kind === "kept" ? vscode.l10n.t("Open It Again") : vscode.l10n.t("Show Form");
  const cron = news.kind === "ended" ? news.cron : null;
  const buttons = cron === null ? [open] : [reveal, open];
  const pressed = await show(news.kind === "ended" ? news.severity : "info")(news.message, ...buttons);
  if (pressed === open) await showForm(news.form);
  if (pressed === reveal && cron !== null) {
    await runCommand("langgraphCrons.explorer.reveal", cron);
  }
}

function show(severity: "error" | "warning" | "info") {
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  const shown = { error: showErrorMessage, warning: showWarningMessage, info: showInformationMessage }[severity];
  return (message: string, ...buttons: readonly string[]) => shown(message, ...buttons);
}
