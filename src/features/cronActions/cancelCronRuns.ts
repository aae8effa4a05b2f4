import * as vscode from "vscode";
import { plainText } from "../../platform/words/plainText";
import { actTogether } from "./actTogether";
import type { ChosenCrons, CronParts } from "./chosenCrons";
import { cronsWords } from "./cronNames";

/** Cancels what waits and runs of crons, without asking: stopping must never be hard. The schedule goes on. */
export async function cancelCronRuns(parts: CronParts, chosen: ChosenCrons): Promise<void> {
  const { connection, crons } = chosen;
  const server = plainText(connection.name);
  await actTogether(chosen, {
    title: vscode.l10n.t("Cancelling runs of {0} on {1}", cronsWords(crons), server),
    act: (refs, options) => parts.actions.cancelRuns(refs, options),
    onDone: (done) => {
      const count = done.reduce((sum, each) => sum + (each.kind === "runsCancelled" ? each.count : 0), 0);
      const words =
        count === 0
          ? vscode.l10n.t("Nothing of {0} on {1} waits or runs.", cronsWords(crons), server)
          : vscode.l10n.t("Cancelled runs of {0} on {1}: {2}.", cronsWords(crons), server, count);
      void vscode.window.showInformationMessage(words);
    },
  });
}
