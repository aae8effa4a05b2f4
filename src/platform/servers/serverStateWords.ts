import * as vscode from "vscode";
import { plainText } from "../words/plainText";
import type { ServerState } from "./serverState";

/** A few words: a tooltip has the whole message, and so has the welcome text if it is the only connection. */
export function serverStateWords(state: ServerState): string {
  switch (state.kind) {
    case "unknown":
      return "";
    case "connecting":
      return vscode.l10n.t("connecting…");
    case "ready":
      return plainText(state.info.version);
    case "problem":
      switch (state.problem.kind) {
        case "unreachable":
        case "timeout":
          return vscode.l10n.t("can't be reached");
        case "unauthorized":
          return vscode.l10n.t("refuses the key");
        case "noCrons":
          return vscode.l10n.t("has no cron jobs");
        case "noServer":
          return vscode.l10n.t("no Agent Server there");
        case "busy":
          return vscode.l10n.t("too busy");
        default:
          return vscode.l10n.t("has a problem");
      }
  }
}
