import * as vscode from "vscode";
import { confirm } from "../../platform/host/confirm";
import type { Connection } from "../../platform/servers/connections/connection";
import { plainText } from "../../platform/words/plainText";
import { type ChosenCrons, cronTitle } from "./chosenCrons";

const mostNamed = 10;

/** Deleting always asks, because it can't be undone. Says what is deleted and what stays. */
export function confirmDelete({ connection, crons }: ChosenCrons): Promise<boolean> {
  const server = plainText(connection.name);
  const [only] = crons;
  const question =
    crons.length === 1 && only !== undefined
      ? vscode.l10n.t("Delete the cron “{0}” from {1}?", cronTitle(only), server)
      : vscode.l10n.t("Delete {0} crons from {1}?", crons.length, server);
  const stays = vscode.l10n.t("Threads and existing runs stay; no new runs are started. This can't be undone.");
  return confirm(question, [...names(crons), stays, ...productionLines(connection)], vscode.l10n.t("Delete"));
}

/** Pausing and resuming can be undone, so only a production server asks. */
export async function confirmSwitch(chosen: ChosenCrons, enabled: boolean): Promise<boolean> {
  const { connection, crons } = chosen;
  if (!connection.production) {
    return true;
  }
  const server = plainText(connection.name);
  const question = enabled
    ? vscode.l10n.t("Resume {0} on {1}?", title(chosen), server)
    : vscode.l10n.t("Pause {0} on {1}?", title(chosen), server);
  const verb = enabled ? vscode.l10n.t("Resume") : vscode.l10n.t("Pause");
  return confirm(question, [...names(crons), ...productionLines(connection)], verb);
}

function title({ crons }: ChosenCrons): string {
  const [only] = crons;
  return crons.length === 1 && only !== undefined ? `“${cronTitle(only)}”` : vscode.l10n.t("{0} crons", crons.length);
}

/** A single cron is already named in the question. */
function names(crons: ChosenCrons["crons"]): readonly string[] {
  if (crons.length === 1) {
    return [];
  }
  const rest = crons.length - mostNamed;
  return [
    ...crons.slice(0, mostNamed).map((cron) => `• ${cronTitle(cron)}`),
    ...(rest > 0 ? [vscode.l10n.t("… and {0} more", rest)] : []),
    "",
  ];
}

/** Lines at the end of a question if the server is marked as production. */
export function productionLines(connection: Connection): readonly string[] {
  return connection.production
    ? ["", vscode.l10n.t("This connection is marked as production: {0}", connection.url)]
    : [];
}
