import * as vscode from "vscode";
import { cronRuns } from "../../core/schedule/cronRuns";
import type { CronArguments } from "../../core/spec/cronArguments";
import type { Connection } from "../../platform/connection";
import { plainText } from "../../platform/plainText";
import { momentWords } from "../../platform/runWords";

/** Before anything reaches a production server: which server, which schedule, and when it fires first. */
export async function confirmProduction(connection: Connection, args: CronArguments): Promise<boolean> {
  const create = vscode.l10n.t("Create Cron");
  const zone = args.timezone ?? "UTC";
  const detail = [
    connection.url,
    vscode.l10n.t("Schedule: {0} ({1})", plainText(args.schedule), zone),
    args.enabled === false ? vscode.l10n.t("It stays paused.") : nextRunWords(args, zone, connection),
  ].join("\n");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Send this cron to “{0}”, which is marked as production?", plainText(connection.name)),
    { modal: true, detail },
    create,
  );
  return answer === create;
}

function nextRunWords({ schedule, end_time }: CronArguments, zone: string, { dialect }: Connection): string {
  const now = Date.now();
  const cron = { schedule, timezone: zone, end_time: end_time ?? null, enabled: true, dialect };
  const [next] = cronRuns(cron, { from: now, count: 1 }).runs;
  return next === undefined
    ? vscode.l10n.t("Nobody can say when it runs next.")
    : vscode.l10n.t("Next run: {0}", momentWords(next, zone, now));
}
