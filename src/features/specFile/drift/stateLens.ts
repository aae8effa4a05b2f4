import * as vscode from "vscode";
import type { ParameterName } from "../../../core/arguments/cronArguments";
import type { Cron } from "../../../core/server/cron";
import type { Connection } from "../../../platform/servers/connections/connection";
import { refOf } from "../../../platform/servers/cronRef";
import { listWords } from "../../../platform/words/messageWords";
import { plainText } from "../../../platform/words/plainText";
import type { SpecStanding } from "./specStates";

/** What a spec's lenses are about: its place, and where it would be submitted. */
export interface LensSubject {
  readonly file: vscode.Uri;
  readonly name: string;
  readonly connection: Connection;
}

/** How the spec compares with the server; a click shows the details. */
export function stateLens(standing: SpecStanding, subject: LensSubject): vscode.Command {
  switch (standing.kind) {
    case "asking":
      return { title: vscode.l10n.t("$(sync~spin) asking {0}…", plainText(subject.connection.name)), command: "" };
    case "notSubmitted":
      return { title: vscode.l10n.t("$(circle-outline) not submitted"), command: "" };
    case "inSync":
      return { ...diff(subject), title: inSyncTitle(standing.cron), ...assumedTooltip(standing.assumed) };
    case "differs":
      return { ...diff(subject), title: differsTitle(standing), ...assumedTooltip(standing.assumed) };
    case "duplicate":
      return {
        title: vscode.l10n.t("$(warning) duplicate ×{0}", standing.crons.length),
        tooltip: vscode.l10n.t(
          "Several crons of this name are switched on, and each runs. Pause or delete all but one.",
        ),
        command: "langgraphCrons.explorer.reveal",
        arguments: standing.crons.slice(0, 1).map((cron) => refOf(subject.connection, cron)),
      };
    case "unreadable":
      return { title: vscode.l10n.t("$(circle-slash) can't be compared"), command: "" };
  }
}

/** Actions on the cron that a spec has on the server. */
export function cronLenses(standing: SpecStanding, subject: LensSubject): readonly vscode.Command[] {
  if (standing.kind !== "inSync" && standing.kind !== "differs") return [];
  const { cron } = standing;
  const onCron = (title: string, command: string) => ({ title, command, arguments: [refOf(subject.connection, cron)] });
  return [
    cron.enabled
      ? onCron(vscode.l10n.t("$(debug-pause) Pause"), "langgraphCrons.cron.pause")
      : onCron(vscode.l10n.t("$(debug-continue) Resume"), "langgraphCrons.cron.resume"),
    onCron(vscode.l10n.t("$(zap) Run now"), "langgraphCrons.cron.runNow"),
    ...(standing.kind === "differs" ? [{ ...diff(subject), title: vscode.l10n.t("Diff") }, updateLens(subject)] : []),
  ];
}

function diff({ file, name }: LensSubject): Omit<vscode.Command, "title"> {
  return { command: "langgraphCrons.spec.diff", arguments: [file, name] };
}

function updateLens({ file, name }: LensSubject): vscode.Command {
  return {
    title: vscode.l10n.t("Update file from server"),
    command: "langgraphCrons.spec.updateFromServer",
    arguments: [file, name],
  };
}

function inSyncTitle({ enabled }: Cron): string {
  return enabled ? vscode.l10n.t("$(check) in sync") : vscode.l10n.t("$(check) in sync · paused on the server");
}

function differsTitle({ names, changedOnServer, cron }: Extract<SpecStanding, { readonly kind: "differs" }>): string {
  const list = listWords(names);
  const title = changedOnServer
    ? vscode.l10n.t("$(diff) differs in {0}, changed on the server", list)
    : vscode.l10n.t("$(diff) differs in {0}", list);
  return cron.enabled || names.includes("enabled") ? title : vscode.l10n.t("{0} · paused on the server", title);
}

function assumedTooltip(assumed: readonly ParameterName[]): Pick<vscode.Command, "tooltip"> {
  if (assumed.length === 0) return {};
  return {
    tooltip: vscode.l10n.t(
      "{0} has placeholders. Their values are only known at submit: here they count as equal to the server's.",
      listWords(assumed),
    ),
  };
}
