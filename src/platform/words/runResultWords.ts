import * as vscode from "vscode";
import type { LastRun } from "../../core/health/health";
import { runStatusWords } from "./runStatusWords";

/** What became of a run, in a few words: of one that waits for a person the server says success. */
export function runResultWords({ result, run }: Pick<LastRun, "result" | "run">): string {
  switch (result) {
    case "queued":
      return vscode.l10n.t("queued");
    case "waits":
      return vscode.l10n.t("waits for a person");
    case "cancelled":
      return vscode.l10n.t("cancelled");
    case "unknown":
      // It may wait for a person: only its thread says so, and that was read before.
      return run.status === "success" ? vscode.l10n.t("ended") : runStatusWords(run.status);
    default:
      return runStatusWords(run.status);
  }
}
