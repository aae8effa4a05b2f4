import * as vscode from "vscode";
import { confirm } from "../../../platform/host/confirm";
import type { Connection } from "../../../platform/servers/connections/connection";
import { plainText } from "../../../platform/words/plainText";

/** Asks before a run starts on a production server. `thread`: null if it gets one of its own. */
export function confirmTry({ name, url }: Connection, thread: string | null): Promise<boolean> {
  const where =
    thread === null
      ? vscode.l10n.t("A run starts now, on a thread of its own, which is deleted afterwards.")
      : vscode.l10n.t("A run starts now, on the thread {0}, which it changes.", plainText(thread));
  return confirm(
    vscode.l10n.t("Run once now on {0}?", plainText(name)),
    [where, "", vscode.l10n.t("This connection is marked as production: {0}", url)],
    vscode.l10n.t("Run Now"),
  );
}
