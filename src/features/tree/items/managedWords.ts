import * as vscode from "vscode";
import type { Cron } from "../../../core/server/cron";
import { managedCron } from "../../../core/server/stored/managedCron";
import { plainText } from "../../../platform/words/plainText";

/** Which other product manages a cron; none for most. */
export function managedWords({ metadata }: Cron): readonly string[] {
  const managed = managedCron(metadata);
  if (managed === undefined) return [];
  if (managed.owner === undefined) return [vscode.l10n.t("managed by Managed Deep Agents")];
  return [vscode.l10n.t("managed by Managed Deep Agents, owner {0}", plainText(managed.owner))];
}
