import * as vscode from "vscode";
import type { Connection } from "../../platform/connection";
import { plainText } from "../../platform/plainText";

/** One cron as the question before a submit shows it. */
export interface SubmitPreview {
  readonly name: string;
  /** The next run in words, or what there is instead. */
  readonly next: string;
  readonly warnings: readonly string[];
}

const mostShown = 20;

/**
 * Asks once for everything that speaks against sending at once: warnings, a production server, several crons.
 * True where nothing does.
 */
export async function confirmSubmit(connection: Connection, crons: readonly SubmitPreview[]): Promise<boolean> {
  const warned = crons.some(({ warnings }) => warnings.length > 0);
  if (!warned && !connection.production && crons.length === 1) return true;
  const submit = warned ? vscode.l10n.t("Submit Anyway") : vscode.l10n.t("Submit");
  const answer = await vscode.window.showWarningMessage(
    question(connection, crons),
    { modal: true, detail: detail(connection, crons) },
    submit,
  );
  return answer === submit;
}

function question(connection: Connection, crons: readonly SubmitPreview[]): string {
  const server = plainText(connection.name);
  const [only] = crons;
  return only !== undefined && crons.length === 1
    ? vscode.l10n.t("Submit “{0}” to {1}?", plainText(only.name), server)
    : vscode.l10n.t("Submit {0} crons to {1}?", crons.length, server);
}

function detail(connection: Connection, crons: readonly SubmitPreview[]): string {
  const lines = crons
    .slice(0, mostShown)
    .flatMap(({ name, next, warnings }) => [
      `${plainText(name)} · ${next}`,
      ...warnings.map((warning) => `  ⚠ ${warning}`),
    ]);
  const rest = crons.length - mostShown;
  return [
    connection.production
      ? vscode.l10n.t("This connection is marked as production: {0}", connection.url)
      : connection.url,
    "",
    ...lines,
    ...(rest > 0 ? [vscode.l10n.t("… and {0} more", rest)] : []),
  ].join("\n");
}
