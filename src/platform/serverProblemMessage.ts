import * as vscode from "vscode";
import type { ServerProblem } from "../core/server/serverProblem";
import { plainText } from "./plainText";

/** A refusal may have to name several places. */
const longestDetail = 600;

/** A server problem in the user's words: what happened and what to do. The server's own words are plain text in it. */
export function serverProblemMessage(problem: ServerProblem): string {
  switch (problem.kind) {
    case "unreachable":
      return vscode.l10n.t(
        "The Agent Server can't be reached ({0}). Check that it runs and that the connection's address is right.",
        plainText(problem.reason),
      );
    case "timeout":
      return vscode.l10n.t(
        "The Agent Server gave no answer within {0} seconds. Try again, or raise the time-out in the settings.",
        Math.round(problem.milliseconds / 1000),
      );
    case "cancelled":
      return vscode.l10n.t("Cancelled.");
    case "unauthorized":
      return problem.keySent
        ? vscode.l10n.t("The Agent Server refused the key ({0}). Set a new one with Edit Connection.", refusal(problem))
        : vscode.l10n.t("The Agent Server wants a key ({0}). Set it with Edit Connection.", refusal(problem));
    case "notFound":
      return vscode.l10n.t(
        "The Agent Server doesn't know it (any more): {0}",
        plainText(problem.detail, longestDetail),
      );
    case "rejected":
      return vscode.l10n.t("The Agent Server refused: {0}", plainText(problem.detail, longestDetail));
    case "noCrons":
      return vscode.l10n.t(
        "This server (version {0}) has no cron jobs. Use the Python development server (langgraph dev) or a deployment.",
        plainText(problem.version),
      );
    case "moved":
      return vscode.l10n.t(
        "The server redirects to {0}. Nothing was sent there; if that is right, change the connection's address.",
        plainText(problem.origin),
      );
    case "busy":
      return vscode.l10n.t("The Agent Server is too busy (status {0}). Try again later.", problem.status);
    case "notAgentServer":
      return vscode.l10n.t(
        "The answer is not an Agent Server's: {0}. Check the connection's address.",
        plainText(problem.reason),
      );
    case "serverError":
      return vscode.l10n.t(
        "The Agent Server failed (status {0}): {1}",
        problem.status,
        plainText(problem.detail, longestDetail),
      );
  }
}

/** A gateway may refuse without a word. */
function refusal({ status, detail }: Extract<ServerProblem, { kind: "unauthorized" }>): string {
  return detail === "" ? String(status) : plainText(detail);
}
