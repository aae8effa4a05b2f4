import * as vscode from "vscode";
import type { Health } from "../../../core/health/health";
import type { Cron } from "../../../core/server/cron";
import type { Connection } from "../../../platform/servers/connections/connection";
import { refOf } from "../../../platform/servers/cronRef";
import { healthIcon, healthSentence, healthWord } from "../../../platform/words/healthInWords";
import { relativeTime } from "../../../platform/words/timeWords";

/** What is wrong with the cron of a spec that needs attention; a click opens the run that shows it. */
export function healthLens(health: Health, cron: Cron, connection: Connection, now: number): vscode.Command {
  return {
    title: `$(${healthIcon(health).id}) ${shortHealth(health, now)}`,
    tooltip: healthSentence(health, cron.timezone, now),
    command: "langgraphCrons.attention.open",
    arguments: [refOf(connection, cron)],
  };
}

/** As few words as fit: “last run failed 2 hr. ago”. */
export function shortHealth(health: Health, now: number): string {
  if (health.kind !== "failed" || health.inARow > 1) return healthWord(health, now);
  const ended = Date.parse(health.lastRun?.run.updated_at ?? "");
  if (health.lastRun?.result !== "failed" || Number.isNaN(ended)) return vscode.l10n.t("last run failed");
  return vscode.l10n.t("last run failed {0}", relativeTime(ended, now, vscode.env.language, "long"));
}
