import * as vscode from "vscode";
import { isJsonObject, type JsonValue } from "../../core/base/json";
import { isUnfinished } from "../../core/compare/pausedBy";
import { runningZone } from "../../core/schedule/runningZone";
import { managedCron } from "../../core/server/stored/managedCron";
import { specName } from "../../core/server/stored/specName";
import { json, section } from "../../platform/pages/reportBlocks";
import { plainText } from "../../platform/words/plainText";
import { momentWords } from "../../platform/words/runWords";
import type { ReportBlock } from "../../protocol/report";
import type { CronFacts } from "./cronFacts";

/** Parameters with a section of their own, or among the facts. */
const shownApart: readonly string[] = [
  "thread_id",
  "assistant_id",
  "schedule",
  "timezone",
  "end_time",
  "enabled",
  "input",
  "config",
  "context",
  "metadata",
  "webhook",
];

interface Fact {
  readonly label: string;
  readonly text: string;
}

/** What the cron is: its schedule, who made it, and what it gives to its runs. */
export function aboutBlocks(facts: CronFacts): readonly ReportBlock[] {
  return [
    section("cron", vscode.l10n.t("Cron"), [{ kind: "facts", facts: cronFacts(facts) }]),
    section("origin", vscode.l10n.t("Who made it"), [{ kind: "facts", facts: originFacts(facts) }]),
    ...givenBlocks(facts),
  ];
}

function cronFacts({ assistant, cron, given, month, now, thread, words }: CronFacts): readonly Fact[] {
  const zone = runningZone(cron.timezone);
  return [
    { label: vscode.l10n.t("Schedule"), text: words },
    { label: vscode.l10n.t("As written"), text: plainText(cron.schedule) },
    { label: vscode.l10n.t("Time zone"), text: plainText(zone) },
    ...(cron.end_time === null ? [] : [{ label: vscode.l10n.t("Ends"), text: moment(cron.end_time, zone, now) }]),
    ...(month === "" ? [] : [{ label: vscode.l10n.t("Cost"), text: month }]),
    { label: vscode.l10n.t("Assistant"), text: assistant },
    {
      label: vscode.l10n.t("Thread"),
      text: thread ?? vscode.l10n.t("A new one for each run"),
    },
    ...(typeof given?.webhook === "string" ? [{ label: vscode.l10n.t("Webhook"), text: given.webhook }] : []),
    { label: vscode.l10n.t("Id"), text: plainText(cron.cron_id) },
  ];
}

function originFacts({ cron, isChanged, now, zone }: CronFacts): readonly Fact[] {
  const fact = (label: string, text: string) => ({ label, text });
  return [
    ...makerFacts(cron, isChanged),
    ...(isUnfinished(cron) ? [fact(vscode.l10n.t("Submit"), vscode.l10n.t("Not finished. Submit it again"))] : []),
    fact(vscode.l10n.t("Created"), moment(cron.created_at, zone, now)),
    fact(vscode.l10n.t("Last change"), moment(cron.updated_at, zone, now)),
  ];
}

function makerFacts(cron: CronFacts["cron"], isChanged: boolean | undefined): readonly Fact[] {
  const name = specName(cron);
  const managed = managedCron(cron.metadata);
  const label = vscode.l10n.t("Made by");
  if (managed !== undefined) {
    const { by, owner } = managed;
    const how =
      by === "runtime"
        ? vscode.l10n.t("Managed Deep Agents, by an agent while it ran")
        : vscode.l10n.t("Managed Deep Agents. Its next deploy makes it again: change it there");
    return [
      { label, text: how },
      ...(owner === undefined ? [] : [{ label: vscode.l10n.t("Owner"), text: plainText(owner) }]),
    ];
  }
  if (name === undefined) {
    return [{ label, text: vscode.l10n.t("A script or another tool: it has no spec's name") }];
  }
  return [
    { label, text: vscode.l10n.t("A submit of the spec “{0}”", plainText(name)) },
    ...(isChanged === undefined
      ? []
      : [
          {
            label: vscode.l10n.t("Since its submit"),
            text: isChanged ? vscode.l10n.t("Changed on the server") : vscode.l10n.t("Not changed"),
          },
        ]),
  ];
}

function givenBlocks({ given }: CronFacts): readonly ReportBlock[] {
  if (given === undefined) {
    return [section("input", vscode.l10n.t("Input"), [{ kind: "text", text: vscode.l10n.t("Reading…") }])];
  }
  const others = Object.entries(given).filter(([name]) => !shownApart.includes(name));
  return [
    jsonSection("input", vscode.l10n.t("Input"), given.input ?? null, false),
    ...unlessEmpty("config", vscode.l10n.t("Config"), given.config),
    ...unlessEmpty("context", vscode.l10n.t("Context"), given.context),
    ...unlessEmpty("metadata", vscode.l10n.t("Metadata"), given.metadata),
    ...unlessEmpty("others", vscode.l10n.t("Other parameters"), Object.fromEntries(others)),
  ];
}

function unlessEmpty(id: string, title: string, value: JsonValue | undefined): readonly ReportBlock[] {
  const isEmpty = value === undefined || (isJsonObject(value) && Object.keys(value).length === 0);
  return isEmpty ? [] : [jsonSection(id, title, value, true)];
}

function jsonSection(id: string, title: string, value: JsonValue, folded: boolean): ReportBlock {
  return section(id, title, [json(title, value)], folded);
}

function moment(date: string, zone: string, now: number): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? plainText(date) : `${momentWords(time, zone, now)} ${plainText(zone)}`;
}
