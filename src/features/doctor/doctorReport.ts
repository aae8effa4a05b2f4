import * as vscode from "vscode";
import { type Message, withDot } from "../../core/base/message";
import type { Diagnoses, Diagnosis, Remedy } from "../../core/doctor/diagnosis";
import type { DoctorFacts, ExaminedCron } from "../../core/doctor/doctorFacts";
import { action, section } from "../../platform/pages/reportBlocks";
import type { Connection } from "../../platform/servers/connections/connection";
import { cronTitle } from "../../platform/words/cronTitle";
import { healthSentence } from "../../platform/words/healthInWords";
import { messageWords, sentencesWords } from "../../platform/words/messageWords";
import { plainText } from "../../platform/words/plainText";
import { localZone, momentWords } from "../../platform/words/runWords";
import type { Report, ReportBlock, ReportTone } from "../../protocol/report";
import { remedyLabel } from "./remedies";

interface DoctorView {
  readonly connection: Connection;
  readonly facts: DoctorFacts;
  readonly diagnoses: Diagnoses;
  /** It is being examined again. */
  readonly isBusy: boolean;
  /** What was examined. */
  readonly title: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function doctorReport(view: DoctorView): Report {
  const { connection, diagnoses, facts, title } = view;
  const ofServer = diagnoses.found.filter(({ cronId }) => cronId === null);
  const crons = facts.kind === "read" ? facts.crons.filter((each) => isTold(each, view)) : [];
  return {
    about: vscode.l10n.t("Why does it not run?"),
    title,
    tone: toneOf(diagnoses),
    server: {
      name: plainText(connection.name),
      production: connection.production ? vscode.l10n.t("production") : null,
    },
    summary: summaryOf(view),
    blocks: [
      ...(diagnoses.found.length === 0 ? [nothingFound(view)] : []),
      ...(ofServer.length === 0
        ? []
        : [
            section(
              "server",
              vscode.l10n.t("The server"),
              ofServer.flatMap((each) => causeBlocks(each, view)),
            ),
          ]),
      ...crons.map((each) => cronSection(each, view)),
      ...unknownBlocks(view),
      { kind: "actions", actions: actionsOf(view) },
    ],
  };
}

/** Those with a cause, and the one that somebody asked about. */
function isTold({ cron }: ExaminedCron, { diagnoses, facts }: DoctorView): boolean {
  const isAsked = facts.kind === "read" && facts.asked?.has(cron.cron_id) === true;
  return isAsked || diagnoses.found.some(({ cronId }) => cronId === cron.cron_id);
}

function toneOf({ found }: Diagnoses): ReportTone {
  if (found.some(({ severity }) => severity === "error")) return "bad";
  if (found.some(({ severity }) => severity === "warning")) return "warning";
  return found.length > 0 ? "quiet" : "good";
}

const tones: Readonly<Record<Diagnosis["severity"], ReportTone>> = { error: "bad", warning: "warning", info: "quiet" };

function summaryOf({ diagnoses, facts, isBusy, now }: DoctorView): string {
  if (isBusy) return vscode.l10n.t("Examining…");
  if (facts.kind === "unread") return vscode.l10n.t("It could not be examined");
  const at = vscode.l10n.t("examined {0}", momentWords(facts.now, localZone(), now));
  const count = vscode.l10n.t("crons: {0}", diagnoses.examined);
  const found = vscode.l10n.t("causes: {0}", diagnoses.found.length);
  return [at, count, found].join(" · ");
}

function nothingFound({ facts }: DoctorView): ReportBlock {
  const isMissing = facts.kind === "read" && facts.asked?.size === 0;
  return isMissing
    ? { kind: "notice", tone: "warning", text: vscode.l10n.t("The server has no such cron (any more).") }
    : { kind: "notice", tone: "good", text: vscode.l10n.t("No cause was found: it should run.") };
}

function cronSection(each: ExaminedCron, view: DoctorView): ReportBlock {
  const { cron, health } = each;
  const own = view.diagnoses.found.filter(({ cronId }) => cronId === cron.cron_id);
  const well: ReportBlock = { kind: "text", text: healthSentence(health, cron.timezone, view.now) };
  const blocks = own.length === 0 ? [well] : own.flatMap((cause) => causeBlocks(cause, view));
  return section(`cron ${cron.cron_id}`, cronTitle(cron), blocks);
}

function causeBlocks(cause: Diagnosis, view: DoctorView): readonly ReportBlock[] {
  const { diagnoses, now } = view;
  const words = (message: Message) => withDot(messageWords(message, now));
  const facts = [
    ...cause.evidence.map((message) => ({ label: vscode.l10n.t("Seen"), text: words(message) })),
    ...cause.details.map((message) => ({ label: vscode.l10n.t("Said"), text: words(message) })),
    ...cause.unknown.map((message) => ({ label: vscode.l10n.t("Not known"), text: words(message) })),
  ];
  const place = diagnoses.found.indexOf(cause);
  const actions = cause.remedies.map((remedy, index) =>
    action(`remedy ${place} ${index}`, labelOf(remedy, cause, view), index === 0 ? "primary" : "secondary"),
  );
  return [
    { kind: "notice", tone: tones[cause.severity], text: withDot(sentencesWords(cause.what, now)) },
    ...(facts.length === 0 ? [] : [{ kind: "facts", facts } as const]),
    ...(actions.length === 0 ? [] : [{ kind: "actions", actions } as const]),
  ];
}

/** Below a cause of the server it says which cron it is about. */
function labelOf(remedy: Remedy, { cronId }: Diagnosis, { facts }: DoctorView): string {
  const label = remedyLabel(remedy);
  if (cronId !== null || !("cronId" in remedy) || facts.kind === "unread") return label;
  const examined = facts.crons.find(({ cron }) => cron.cron_id === remedy.cronId);
  return examined === undefined ? label : vscode.l10n.t("{0} ({1})", label, cronTitle(examined.cron));
}

function unknownBlocks({ diagnoses, now }: DoctorView): readonly ReportBlock[] {
  if (diagnoses.unknown.length === 0) return [];
  const texts = diagnoses.unknown.map((message) => withDot(messageWords(message, now)));
  const blocks = texts.map((text) => ({ kind: "text", text }) as const);
  return [section("unknown", vscode.l10n.t("What could not be examined"), blocks)];
}

function actionsOf({ diagnoses }: DoctorView) {
  const hasDetails = diagnoses.found.some(({ details }) => details.length > 0);
  return [
    action("copy", vscode.l10n.t("Copy for an Issue"), "secondary"),
    ...(hasDetails ? [action("copyAll", vscode.l10n.t("Copy with What the Server Said"), "link")] : []),
    action("refresh", vscode.l10n.t("Examine Again"), "link"),
  ];
}
