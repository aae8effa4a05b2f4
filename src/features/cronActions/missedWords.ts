import * as vscode from "vscode";
import { missedRuns } from "../../core/schedule/missedRuns";
import type { Cron } from "../../core/server/cron";
import type { Connection } from "../../platform/servers/connections/connection";
import { localZone, momentWords } from "../../platform/words/runWords";

/** What resuming these paused crons does not make up, as a sentence; undefined if they have missed nothing. */
export function missedWords(
  crons: readonly Cron[],
  { dialect }: Pick<Connection, "dialect">,
  now: number,
): string | undefined {
  const missed = crons.flatMap((cron) => missedRuns({ ...cron, dialect, nextRunDate: cron.next_run_date }, now) ?? []);
  const [only] = missed;
  if (only === undefined) return undefined;
  if (crons.length > 1) {
    return vscode.l10n.t("{0} of them have missed runs, which are not made up.", missed.length);
  }
  if (only.last === undefined) return vscode.l10n.t("More than {0} missed runs are not made up.", only.count);
  const when = momentWords(only.last, localZone(), now);
  return only.count === 1
    ? vscode.l10n.t("The missed run at {0} is not made up.", when)
    : vscode.l10n.t("The {0} missed runs, the last at {1}, are not made up.", only.count, when);
}
