import * as vscode from "vscode";
import type { Cron } from "../../core/server/cron";
import type { FileScope, SpecRow, Standing } from "../../platform/app/fileNode";
import type { Connection } from "../../platform/servers/connections/connection";
import type { ServerState } from "../../platform/servers/serverState";
import { serverStateWords } from "../../platform/servers/serverStateWords";
import { cronTitle } from "../../platform/words/cronTitle";
import { listWords } from "../../platform/words/messageWords";
import { plainText } from "../../platform/words/plainText";
import { standingIcon, standingWords } from "./standingWords";

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** A server, or that there is none. */
export function scopeItem(
  { environment }: FileScope,
  connection: Connection | undefined,
  state: ServerState,
): vscode.TreeItem {
  const folder = environment && plainText(vscode.workspace.asRelativePath(vscode.Uri.parse(environment.file)));
  if (connection === undefined) {
    const title = environment === undefined ? vscode.l10n.t("No connection chosen") : plainText(environment.name);
    const item = new vscode.TreeItem(title, Expanded);
    item.iconPath = new vscode.ThemeIcon("debug-disconnect");
    item.description =
      environment === undefined
        ? vscode.l10n.t("nothing to compare with")
        : vscode.l10n.t("not one connection with its address");
    item.tooltip = [title, folder, item.description].filter((line) => line !== undefined).join("\n");
    item.contextValue = "scope";
    return item;
  }
  const server = plainText(connection.name);
  const name = environment === undefined ? server : `${plainText(environment.name)} → ${server}`;
  const item = new vscode.TreeItem(name, Expanded);
  const words = [
    ...(connection.production ? [vscode.l10n.t("production")] : []),
    ...(vscode.workspace.isTrusted ? [serverStateWords(state)] : [vscode.l10n.t("workspace not trusted")]),
  ].filter((part) => part !== "");
  item.description = words.join(" · ");
  item.iconPath = new vscode.ThemeIcon(state.kind === "problem" ? "warning" : "server");
  item.tooltip = [name, connection.url, ...(folder === undefined ? [] : [folder]), ...words].join("\n");
  item.contextValue = "scope connected";
  item.accessibilityInformation = { label: [vscode.l10n.t("Spec files compared with {0}", name), ...words].join(", ") };
  return item;
}

export function standingItem(standing: Standing, count: number): vscode.TreeItem {
  return groupItem(standingWords(standing), count, standing === "inSync" ? Collapsed : Expanded, "standing");
}

export function onlyOnServerItem(count: number): vscode.TreeItem {
  return groupItem(vscode.l10n.t("Only on the server"), count, Collapsed, "onlyOnServer");
}

function groupItem(
  label: string,
  count: number,
  state: vscode.TreeItemCollapsibleState,
  contextValue: string,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.description = String(count);
  item.contextValue = contextValue;
  item.accessibilityInformation = { label: vscode.l10n.t("{0}, {1}", label, count) };
  return item;
}

/** `canSubmit`: there is a connection with which it is compared, and to which a submit goes. */
export function specItem({ cronId, file, inSet, name, names, standing }: SpecRow, canSubmit: boolean): vscode.TreeItem {
  const path = plainText(vscode.workspace.asRelativePath(vscode.Uri.parse(file)));
  const shown = plainText(name);
  const item = new vscode.TreeItem(shown === "" ? path : shown, None);
  const differs = standing === "differs" ? [listWords(names)] : [];
  const set = inSet === undefined ? [] : [vscode.l10n.t("in the set “{0}”", plainText(inSet))];
  item.description = [...differs, ...set, ...(shown === "" ? [] : [path])].join(" · ");
  item.iconPath = standingIcon(standing);
  const words = standing === "differs" ? vscode.l10n.t("differs in {0}", listWords(names)) : standingWords(standing);
  item.tooltip = [shown, path, words, ...set].filter((part) => part !== "").join("\n");
  item.contextValue = [
    "spec",
    standing,
    ...(canSubmit ? ["connected"] : []),
    ...(cronId === undefined ? [] : ["onServer"]),
  ].join(" ");
  item.accessibilityInformation = { label: [shown, words, ...set, path].filter((part) => part !== "").join(", ") };
  return item;
}

export function serverCronItem(cron: Cron): vscode.TreeItem {
  const title = cronTitle(cron);
  const item = new vscode.TreeItem(title, None);
  const words = [cron.schedule, ...(cron.enabled ? [] : [vscode.l10n.t("paused")])].map((part) => plainText(part));
  item.description = words.join(" · ");
  item.iconPath = new vscode.ThemeIcon(cron.enabled ? "cloud" : "debug-pause");
  item.contextValue = "serverCron";
  item.accessibilityInformation = { label: [title, vscode.l10n.t("only on the server"), ...words].join(", ") };
  return item;
}

export function moreItem(count: number): vscode.TreeItem {
  return new vscode.TreeItem(vscode.l10n.t("{0} more, which the tree of crons shows", count), None);
}
