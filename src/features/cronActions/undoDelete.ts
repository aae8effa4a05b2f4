import * as vscode from "vscode";
import type { RestoreOutcome } from "../../core/lifecycle/actions/restoreCron";
import type { Cron } from "../../core/server/cron";
import { askQuestion } from "../../platform/ask/askQuestion";
import { confirm } from "../../platform/host/confirm";
import { withCancellableProgress } from "../../platform/host/progress";
import type { DeletedCron } from "../../platform/servers/cronActions";
import type { OutcomeOf, Restored } from "../../platform/servers/cronOutcomes";
import { plainText } from "../../platform/words/plainText";
import { outcomeWords } from "../../platform/words/submissionWords";
import { type CronParts, distinctTitle } from "./chosenCrons";
import { productionLines } from "./confirmChange";
import { cronsWords, nameLines } from "./cronNames";
import type { DeletedBatch } from "./deletedCrons";
import { failureOf, isNotDone, reasonOf } from "./outcomes";

/** Undoes the last deletion that has not been undone. */
export async function undoLastDelete(parts: CronParts): Promise<void> {
  const { latest } = parts.deleted;
  if (latest !== undefined) return undoDelete(parts, latest);
  void vscode.window.showInformationMessage(
    vscode.l10n.t("No cron was deleted in this window, or each is back already."),
  );
}

/** Makes deleted crons again, with new ids. What failed can be undone again. */
export async function undoDelete(parts: CronParts, batch: DeletedBatch): Promise<void> {
  const taken = parts.deleted.take(batch);
  if (taken === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("This was undone already."));
    return;
  }
  let left: readonly DeletedCron[] = taken.crons;
  try {
    if (await mayStart(taken)) left = await restore(parts, taken);
  } finally {
    if (left.length > 0) parts.deleted.add({ ...taken, crons: left });
  }
}

/** What is on again starts runs, so a production server asks. */
async function mayStart({ connection, crons }: DeletedBatch): Promise<boolean> {
  const on = crons.map(({ cron }) => cron).filter(({ enabled }) => enabled);
  if (!connection.production || on.length === 0) return true;
  const all = crons.map(({ cron }) => cron);
  return confirm(
    vscode.l10n.t("Make {0} again on {1}?", cronsWords(all), plainText(connection.name)),
    [...nameLines(all), vscode.l10n.t("Those that were on are switched on."), ...productionLines(connection)],
    vscode.l10n.t("Make Again"),
  );
}

/** Returns those that can be tried again. */
async function restore({ actions }: CronParts, { connection, crons }: DeletedBatch): Promise<readonly DeletedCron[]> {
  const server = plainText(connection.name);
  const title = vscode.l10n.t("Making {0} again on {1}", cronsWords(crons.map(({ cron }) => cron)), server);
  const outcomes = await withCancellableProgress(title, (signal, report) =>
    actions.restore(crons, {
      signal,
      onProgress: (done, all) => report(vscode.l10n.t("{0} of {1}", done, all)),
      confirm: (question) => askQuestion({ question, name: server, connection }),
    }),
  );
  const back: Cron[] = [];
  const left: DeletedCron[] = [];
  for (const outcome of outcomes) {
    const deleted = crons.find(({ cron }) => cron.cron_id === outcome.ref.cronId);
    if (deleted === undefined) continue;
    const made = madeOf(outcome);
    if (made !== undefined) back.push(made);
    else if (!isSettled(outcome)) left.push(deleted);
    if (made === undefined) void vscode.window.showWarningMessage(whyNot(deleted.cron, server, outcome));
  }
  if (back.length > 0) void vscode.window.showInformationMessage(backWords(back, server));
  return left;
}

function madeOf(outcome: OutcomeOf<Restored>): Cron | undefined {
  if (outcome.kind !== "restored" || !("took" in outcome.outcome)) return undefined;
  return outcome.outcome.cron;
}

/** Trying again would change nothing: it is there, or will be. */
function isSettled(outcome: OutcomeOf<Restored>): boolean {
  if (outcome.kind !== "restored") return false;
  const settled: readonly RestoreOutcome["kind"][] = ["exists", "open", "mismatch"];
  return settled.includes(outcome.outcome.kind);
}

function whyNot(cron: Cron, server: string, outcome: OutcomeOf<Restored>): string {
  const title = distinctTitle(cron);
  if (isNotDone(outcome)) {
    const reason =
      outcome.kind === "gone" ? vscode.l10n.t("Its thread or its assistant is gone.") : reasonOf(failureOf(outcome));
    return vscode.l10n.t("“{0}” was not made again on {1}: {2}", title, server, reason);
  }
  const { outcome: end } = outcome;
  return end.kind === "exists"
    ? vscode.l10n.t(
        "“{0}” is on {1} already: somebody has made it again ({2}). Nothing was made.",
        title,
        server,
        end.cron.cron_id,
      )
    : vscode.l10n.t("“{0}” on {1}: {2}.", title, server, outcomeWords(end, Date.now()));
}

function backWords(crons: readonly Cron[], server: string): string {
  const [only] = crons;
  const words =
    crons.length === 1 && only !== undefined
      ? vscode.l10n.t("“{0}” is back on {1}, with a new id: {2}.", distinctTitle(only), server, only.cron_id)
      : vscode.l10n.t("{0} crons are back on {1}, with new ids.", crons.length, server);
  const headers = vscode.l10n.t("Headers and query parameters are not restored: a server doesn't return them.");
  return `${words} ${headers}`;
}
