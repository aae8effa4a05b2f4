import * as vscode from "vscode";
import type { Health } from "../../core/health/health";
import type { Thread } from "../../core/server/cron";
import { healthWord } from "./healthInWords";
import { relativeTime } from "./timeWords";

/**
 * A few words that stand alone, with the time if that is known: “last run failed 2 hours ago”. `thread`: the cron's, which
 * tells the time where its runs were not read. `now`: epoch milliseconds.
 */
export function shortHealth(health: Health, thread: Thread | undefined, now: number): string {
  if (health.kind !== "failed" || health.inARow > 1) return healthWord(health, now);
  const known = health.lastRun?.result === "failed" ? health.lastRun.run.updated_at : undefined;
  const ended = Date.parse(known ?? (thread?.status === "error" ? thread.updated_at : ""));
  if (Number.isNaN(ended)) return vscode.l10n.t("last run failed");
  return vscode.l10n.t("last run failed {0}", relativeTime(ended, now, vscode.env.language, "long"));
}
