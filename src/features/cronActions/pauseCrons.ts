import * as vscode from "vscode";
import type { Connection } from "../../platform/servers/connections/connection";
import { plainText } from "../../platform/words/plainText";
import { localZone, momentWords } from "../../platform/words/runWords";
import { actTogether } from "./actTogether";
import { type ChosenCrons, type CronParts, cronsOf } from "./chosenCrons";
import { cronsWords } from "./cronNames";
import { pausedCron } from "./pausedTogether";
import { readCrons } from "./readCrons";
import { resumePaused } from "./resumePaused";

/** Pauses crons without asking: stopping must never be hard. Several are remembered, to resume just those later. */
export async function pauseCrons(parts: CronParts, chosen: ChosenCrons): Promise<void> {
  const { connection, crons } = chosen;
  const isTogether = crons.length > 1;
  await actTogether(chosen, {
    title: vscode.l10n.t("Pausing {0} on {1}", cronsWords(crons), plainText(connection.name)),
    act: (refs, options) => parts.actions.setEnabled(refs, false, options),
    onDone: (done) => {
      const paused = cronsOf(done);
      if (isTogether) void tellPaused(parts, { connection, crons: paused });
    },
  });
}

async function tellPaused(parts: CronParts, { connection, crons }: ChosenCrons): Promise<void> {
  const paused = crons.map(pausedCron);
  await parts.pausedTogether.add(connection.id, paused);
  const resume = vscode.l10n.t("Resume Those…");
  // With its time: VS Code lets nobody take a notification back, so it may still be there when they are on again.
  const now = Date.now();
  const words = vscode.l10n.t(
    "Paused {0} on {1} at {2}.",
    cronsWords(crons),
    plainText(connection.name),
    momentWords(now, localZone(), now),
  );
  const answer = await vscode.window.showInformationMessage(words, resume);
  if (answer === resume) await resumePaused(parts, connection, paused);
}

/** Pauses everything on a connection that is on, as it is on the server now. */
export async function pauseAll(parts: CronParts, connection: Connection): Promise<void> {
  const crons = await readCrons(parts, connection);
  const on = crons.filter(({ enabled }) => enabled);
  if (on.length > 0) return pauseCrons(parts, { connection, crons: on });
  void vscode.window.showInformationMessage(vscode.l10n.t("No cron of {0} is on.", plainText(connection.name)));
}
