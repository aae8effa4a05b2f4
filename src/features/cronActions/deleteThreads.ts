import * as vscode from "vscode";
import { confirm } from "../../platform/host/confirm";
import { withCancellableProgress } from "../../platform/host/progress";
import { plainText } from "../../platform/words/plainText";
import { type ChosenCrons, type CronParts, distinctTitle, refsOf } from "./chosenCrons";
import { productionLines } from "./confirmChange";
import { failureOf } from "./outcomes";

const day = 24 * 60 * 60_000;
const offeredDays = "30";
const mostDays = 36_500;

/** Deletes threads that the runs of a cron without a thread have left, older than the user says, after asking. */
export async function deleteThreads({ actions }: CronParts, chosen: ChosenCrons): Promise<void> {
  const { connection } = chosen;
  const [cron] = chosen.crons;
  const [ref] = refsOf(chosen);
  if (cron === undefined || ref === undefined) return;
  const title = distinctTitle(cron);
  const days = await askDays(title);
  if (days === undefined) return;
  const looking = vscode.l10n.t("Looking for threads of “{0}”", title);
  const found = await withCancellableProgress(looking, (signal, report) =>
    actions.keptThreads(ref, Date.now() - days * day, { signal, onProgress: (count) => report(String(count)) }),
  );
  if (found.kind === "cancelled") return;
  if (found.kind !== "found") throw failureOf(found);
  const { deletable, left } = found;
  const leftWords =
    left === 0
      ? []
      : [
          vscode.l10n.t(
            "{0} more are left alone: a run is at work there, waits for a person, or is not the cron's.",
            left,
          ),
        ];
  if (deletable.length === 0) {
    const none = vscode.l10n.t("“{0}” has no thread to delete that is older than {1} days.", title, days);
    void vscode.window.showInformationMessage([none, ...leftWords].join(" "));
    return;
  }
  const server = plainText(connection.name);
  const question = vscode.l10n.t("Delete {0} threads of “{1}” from {2}?", deletable.length, title, server);
  const lines = [
    vscode.l10n.t(
      "They have not changed for {0} days. Their runs and what these answered go too. This can't be undone.",
      days,
    ),
    ...leftWords,
    ...productionLines(connection),
  ];
  if (!(await confirm(question, lines, vscode.l10n.t("Delete Threads")))) return;
  const deleting = vscode.l10n.t("Deleting threads of “{0}”", title);
  const outcome = await withCancellableProgress(deleting, (signal, report) =>
    actions.deleteThreads(ref, deletable, {
      signal,
      onProgress: (done, all) => report(vscode.l10n.t("{0} of {1}", done, all)),
    }),
  );
  if (outcome.kind !== "threadsDeleted") throw failureOf(outcome);
  const words = vscode.l10n.t("Deleted {0} of {1} threads of “{2}”.", outcome.count, deletable.length, title);
  void vscode.window.showInformationMessage(words);
}

async function askDays(title: string): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Delete kept threads of “{0}”", title),
    prompt: vscode.l10n.t("Those that have not changed for how many days?"),
    value: offeredDays,
    ignoreFocusOut: true,
    validateInput: (text) =>
      daysOf(text) === undefined ? vscode.l10n.t("A whole number of days, at least 1.") : undefined,
  });
  return typed === undefined ? undefined : daysOf(typed);
}

function daysOf(text: string): number | undefined {
  const days = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  return days >= 1 && days <= mostDays ? days : undefined;
}
