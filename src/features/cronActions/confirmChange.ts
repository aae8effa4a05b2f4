import * as vscode from "vscode";
import { confirm } from "../../platform/host/confirm";
import type { Connection } from "../../platform/servers/connections/connection";
import { plainText } from "../../platform/words/plainText";
import { type ChosenCrons, distinctTitle } from "./chosenCrons";
import { nameLines } from "./cronNames";

/** Deleting always asks. Says what is deleted, what stays, and what an undo can't bring back. */
export function confirmDelete({ connection, crons }: ChosenCrons): Promise<boolean> {
  const server = plainText(connection.name);
  const [only] = crons;
  const question =
    crons.length === 1 && only !== undefined
      ? vscode.l10n.t("Delete the cron “{0}” from {1}?", distinctTitle(only), server)
      : vscode.l10n.t("Delete {0} crons from {1}?", crons.length, server);
  const stays = vscode.l10n.t(
    "Threads and existing runs stay; no new runs are started. Undo creates it again, with a new id.",
  );
  return confirm(question, [...nameLines(crons), stays, ...productionLines(connection)], vscode.l10n.t("Delete"));
}

/** Lines at the end of a question if the server is marked as production. */
export function productionLines(connection: Connection): readonly string[] {
  return connection.production
    ? ["", vscode.l10n.t("This connection is marked as production: {0}", connection.url)]
    : [];
}
