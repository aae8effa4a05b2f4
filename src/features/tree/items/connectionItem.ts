import * as vscode from "vscode";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { ServerState } from "../../../platform/servers/serverState";
import { serverStateWords } from "../../../platform/servers/serverStateWords";
import { plainText } from "../../../platform/words/plainText";
import { localZone, momentWords, shortMomentWords } from "../../../platform/words/runWords";
import { serverProblemMessage } from "../../../platform/words/serverProblemMessage";
import { addBadge } from "./attentionBadges";
import { attentionWords, spokenAttention, withAttention } from "./attentionWords";

export interface ConnectionFacts {
  readonly state: ServerState;
  readonly chosen: boolean;
  /** How many of its crons need attention. */
  readonly attention: number;
  /** Expanded at first: the only connection, or the chosen one. */
  readonly open: boolean;
  /** When the rows below were read, in epoch milliseconds; undefined if there are none. */
  readonly asOf: number | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function connectionItem(connection: Connection, facts: ConnectionFacts): vscode.TreeItem {
  const { asOf, attention, chosen, now, state } = facts;
  const item = new vscode.TreeItem(plainText(connection.name), collapsible(facts));
  const asOfWords = (words: typeof momentWords) =>
    asOf === undefined ? [] : [vscode.l10n.t("as of {0}", words(asOf, localZone(), now))];
  // Below a server that doesn't answer, its last known rows stay visible.
  const words = [serverStateWords(state), ...(state.kind === "problem" ? asOfWords(shortMomentWords) : [])].join(" · ");
  const production = connection.production ? [vscode.l10n.t("production")] : [];
  item.description = [...production, ...attentionWords(attention), words].filter((part) => part !== "").join(" · ");
  item.iconPath = withAttention(icon(state, chosen), attention);
  addBadge(item, attention);
  item.contextValue = [
    "connection",
    ...(chosen ? ["chosen"] : []),
    ...(connection.production ? ["production"] : []),
  ].join(" ");
  item.tooltip = [
    plainText(connection.name),
    connection.url,
    state.kind === "problem" ? plainText(serverProblemMessage(state.problem)) : words,
    ...asOfWords(momentWords),
    ...spokenAttention(attention),
    ...(chosen ? [vscode.l10n.t("New crons and submitted files go here.")] : []),
    connection.dialect === "secondsLast"
      ? vscode.l10n.t("Six-field schedules: seconds last (Agent Server)")
      : vscode.l10n.t("Six-field schedules: seconds first (Aegra and others)"),
    ...(connection.production ? [vscode.l10n.t("Marked as production: asks before it changes anything.")] : []),
  ]
    .filter((line) => line !== "")
    .join("\n");
  item.accessibilityInformation = {
    label: [
      vscode.l10n.t("Connection {0}", plainText(connection.name)),
      ...(chosen ? [vscode.l10n.t("chosen")] : []),
      ...production,
      ...spokenAttention(attention),
      words,
    ]
      .filter((part) => part !== "")
      .join(", "),
  };
  return item;
}

function collapsible({ asOf, open, state }: ConnectionFacts): vscode.TreeItemCollapsibleState {
  if (state.kind === "problem" && asOf === undefined) {
    return vscode.TreeItemCollapsibleState.None;
  }
  return open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

function icon(state: ServerState, chosen: boolean): vscode.ThemeIcon {
  if (state.kind === "problem") {
    return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  }
  return new vscode.ThemeIcon(chosen ? "pass-filled" : "server");
}
