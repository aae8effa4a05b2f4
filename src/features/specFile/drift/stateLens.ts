import * as vscode from "vscode";
import { differenceNames } from "../../../core/compare/specState";
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
      return { ...diff(subject), title: inSyncTitle(standing), ...tooltipOf(standing) };
    case "differs":
      return {
        ...(isInFile(standing) ? diff(subject) : { command: "" }),
        title: differsTitle(standing),
        ...tooltipOf(standing),
      };
    case "duplicate":
      return {
        title: vscode.l10n.t("$(warning) duplicate ×{0}", standing.crons.length),
        tooltip: vscode.l10n.t(
          "Several crons of this name are switched on, and each runs. Pause or delete all but one.",
        ),
        command: "langgraphCrons.explorer.reveal",
        arguments: standing.crons.slice(0, 1).map((cron) => refOf(subject.connection, cron)),
      };
    case "anotherSet":
      return {
        title: vscode.l10n.t("$(warning) belongs to the set “{0}”", plainText(standing.inSet)),
        tooltip: vscode.l10n.t("A submit and an apply leave the cron alone. Give the spec another name."),
        command: "langgraphCrons.explorer.reveal",
        arguments: [refOf(subject.connection, standing.cron)],
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
    ...(standing.kind === "differs" && isInFile(standing)
      ? [{ ...diff(subject), title: vscode.l10n.t("Diff") }, updateLens(subject)]
      : []),
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

type InSync = Extract<SpecStanding, { readonly kind: "inSync" }>;
type Differs = Extract<SpecStanding, { readonly kind: "differs" }>;

/** Whether a file can say what differs: in which set a cron is, none does. */
function isInFile({ marks, names }: Differs): boolean {
  return names.length > 0 || marks.includes("protect");
}

function inSyncTitle({ cron, inSet }: InSync): string {
  const title = vscode.l10n.t("$(check) in sync");
  return withSet(cron.enabled ? title : pausedTitle(title), inSet);
}

function differsTitle(standing: Differs): string {
  const { changedOnServer, cron, inSet, names } = standing;
  const list = listWords(differenceNames(standing));
  const title =
    changedOnServer && names.length > 0
      ? vscode.l10n.t("$(diff) differs in {0}, changed on the server", list)
      : vscode.l10n.t("$(diff) differs in {0}", list);
  return withSet(cron.enabled || names.includes("enabled") ? title : pausedTitle(title), inSet);
}

function pausedTitle(title: string): string {
  return vscode.l10n.t("{0} · paused on the server", title);
}

function withSet(title: string, set: string | undefined): string {
  return set === undefined ? title : vscode.l10n.t("{0} · in the set “{1}”", title, plainText(set));
}

function tooltipOf(standing: InSync | Differs): Pick<vscode.Command, "tooltip"> {
  const { assumed, inSet } = standing;
  const marks = standing.kind === "differs" ? standing.marks : [];
  const lines = [
    assumed.length > 0 &&
      vscode.l10n.t(
        "{0} has placeholders. Their values are only known at submit: here they count as equal to the server's.",
        listWords(assumed),
      ),
    inSet !== undefined &&
      vscode.l10n.t("No langgraph-crons.json says that it belongs there. A submit leaves it there."),
    marks.includes("set") && vscode.l10n.t("Not in its set yet: a submit or an apply takes it in."),
    marks.includes("pruned") && vscode.l10n.t("It had no spec, and was to be deleted: a submit or an apply keeps it."),
  ].filter((line) => line !== false);
  return lines.length === 0 ? {} : { tooltip: lines.join("\n") };
}
