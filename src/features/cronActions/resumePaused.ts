import * as vscode from "vscode";
import type { Connection } from "../../platform/servers/connections/connection";
import { plainText } from "../../platform/words/plainText";
import type { CronParts } from "./chosenCrons";
import type { PausedCron } from "./pausedTogether";
import { readCrons } from "./readCrons";
import { confirmResume, resumeAs } from "./resumeCrons";

/**
 * Resumes just the crons that were paused together, after asking: all of them, or those of one step. Those that somebody has changed since, or resumed and
 * paused again, stay paused: that was another decision.
 */
export async function resumePaused(
  parts: CronParts,
  connection: Connection,
  among: readonly PausedCron[] = parts.pausedTogether.of(connection.id),
): Promise<void> {
  const { pausedTogether } = parts;
  const remembered = new Map(among.map((each) => [each.cronId, each.updatedAt]));
  const now = await readCrons(parts, connection);
  const paused = now.filter(({ cron_id, enabled }) => remembered.has(cron_id) && !enabled);
  const crons = paused.filter(({ cron_id, updated_at }) => remembered.get(cron_id) === updated_at);
  const stale = [...remembered.keys()].filter((id) => !crons.some(({ cron_id }) => cron_id === id));
  if (crons.length === 0) {
    await pausedTogether.forget(connection.id, stale);
    const server = plainText(connection.name);
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Nothing to resume: what was paused together on {0} is on again, or was changed since.", server),
    );
    return;
  }
  const changed = paused.length - crons.length;
  const note = changed === 0 ? [] : [vscode.l10n.t("{0} more were changed since, and stay paused.", changed)];
  const how = await confirmResume({ connection, crons }, "onSchedule", note);
  if (how === undefined) return;
  await pausedTogether.forget(connection.id, stale);
  await resumeAs(parts, { connection, crons }, how);
}
