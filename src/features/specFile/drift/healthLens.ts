import * as vscode from "vscode";
import type { Health } from "../../../core/health/health";
import type { Cron, Thread } from "../../../core/server/cron";
import type { Connection } from "../../../platform/servers/connections/connection";
import { refOf } from "../../../platform/servers/cronRef";
import { healthIcon, healthSentence } from "../../../platform/words/healthInWords";
import { shortHealth } from "../../../platform/words/shortHealth";

/** How the cron of a spec is doing, as far as is known. */
export interface KnownHealth {
  readonly cron: Cron;
  readonly health: Health;
  readonly thread: Thread | undefined;
}

/** The doctor, for a cron of which something is wrong. */
export function doctorLens({ cron }: KnownHealth, connection: Connection): vscode.Command {
  return {
    title: vscode.l10n.t("Why?"),
    tooltip: vscode.l10n.t("Why does it not run?"),
    command: "langgraphCrons.doctor.open",
    arguments: [refOf(connection, cron)],
  };
}

/** What is wrong with the cron of a spec that needs attention; a click opens the run that shows it. */
export function healthLens({ cron, health, thread }: KnownHealth, connection: Connection, now: number): vscode.Command {
  return {
    title: `$(${healthIcon(health).id}) ${shortHealth(health, thread, now)}`,
    tooltip: healthSentence(health, cron.timezone, now),
    command: "langgraphCrons.attention.open",
    arguments: [refOf(connection, cron)],
  };
}
