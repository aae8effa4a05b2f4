import * as vscode from "vscode";
import { checkName } from "../../../../core/checks/checkName";
import { usualSchedule } from "../../../../core/schedule/guide/schedulePresets";
import { wordsTexts } from "../../../../core/schedule/words/wordsProblem";
import { askOffered, type OfferedItem } from "../../../../platform/host/askOffered";
import { askChoice, askText, type StepAnswer } from "../../../../platform/host/quickInput";
import { findingText } from "../../../../platform/words/findingMessages";
import { plainText } from "../../../../platform/words/plainText";
import type { SchedulePreview } from "../../../../protocol/scheduleView";
import { type InputRefusal, readInput } from "../../controller/quick/inputNeed";
import type { QuickQuestion } from "../../controller/quick/quickCron";
import type { ScheduleOffer, ScheduleOffers } from "../../controller/quick/scheduleOffers";

type Question<Step extends QuickQuestion["step"]> = Extract<QuickQuestion, { readonly step: Step }>;

export function askAssistant(title: string, { choices, chosen }: Question<"assistant">): Promise<StepAnswer<string>> {
  return askChoice({
    title,
    placeholder: vscode.l10n.t("Which assistant runs?"),
    choices: choices.map(({ detail, label, value }) => ({ label, description: detail, value })),
    ...(chosen === undefined ? {} : { active: chosen }),
  });
}

/** What the step needs to know of schedules. */
export interface ScheduleReader {
  readonly offers: (text: string) => ScheduleOffers;
  readonly preview: (offer: ScheduleOffer) => Promise<SchedulePreview>;
}

export function askSchedule(
  title: string,
  { taken, text }: Question<"schedule">,
  { offers, preview }: ScheduleReader,
): Promise<StepAnswer<{ readonly text: string; readonly value: ScheduleOffer }>> {
  return askOffered<ScheduleOffer>({
    title,
    placeholder: vscode.l10n.t("When? “weekdays at 9”, “first monday 14:30 Berlin”, or a schedule such as 0 9 * * 1-5"),
    text,
    offer: async (typed) => {
      const found = offers(typed);
      const isTyped = typed.trim() !== "";
      const lines = await Promise.all(
        found.offers.map(async (offer) => scheduleLine(offer, await preview(offer), isTyped)),
      );
      const wanted = taken?.schedule ?? usualSchedule;
      const marked = lines.find(({ value }) => value?.schedule === wanted) ?? lines[0];
      return { items: [...noticeLines(found), ...lines], marked };
    },
  });
}

function scheduleLine(offer: ScheduleOffer, preview: SchedulePreview, isTyped: boolean): OfferedItem<ScheduleOffer> {
  const label = plainText(offer.label);
  const meaning = [preview.words, offer.schedule].filter((part) => part !== null && part !== offer.label);
  const description = meaning.join(" · ");
  return {
    label,
    description,
    value: offer,
    ...(isTyped ? { detail: vscode.l10n.t("{0} · Next: {1}", preview.zone, runsText(preview)) } : {}),
  };
}

function noticeLines({ notice }: ScheduleOffers): readonly OfferedItem<ScheduleOffer>[] {
  if (notice === undefined) return [];
  const words =
    "words" in notice
      ? vscode.l10n.t(wordsTexts[notice.words.code], { ...notice.words.args })
      : findingText(notice.finding);
  return [{ label: `$(info) ${plainText(words)}` }];
}

const shownRuns = 3;

/** The next runs, or why there are none. */
export function runsText({ end, runs }: SchedulePreview): string {
  const next = runs.slice(0, shownRuns).map(({ inZone }) => inZone);
  return next.length === 0 ? (end ?? "") : next.join(" · ");
}

export function askInput(title: string, { need, text }: Question<"input">): Promise<StepAnswer<string>> {
  const isMessage = need.kind === "message";
  return askText({
    title,
    prompt: isMessage ? vscode.l10n.t("The message that each run gets") : jsonPrompt(need.keys),
    ...(isMessage ? {} : { placeholder: jsonExample(need.keys) }),
    value: text,
    validate: (typed) => {
      const input = readInput(need.kind, typed);
      return input.ok ? undefined : refusalText(input.failure);
    },
  });
}

function jsonPrompt(keys: readonly string[]): string {
  return keys.length === 0
    ? vscode.l10n.t("The input of each run as JSON; nothing if it needs none")
    : vscode.l10n.t("The input of each run as JSON, with {0}", plainText(keys.join(", ")));
}

function jsonExample(keys: readonly string[]): string {
  return keys.length === 0 ? "{}" : `{ ${keys.map((key) => `${JSON.stringify(key)}: …`).join(", ")} }`;
}

function refusalText(refusal: InputRefusal): string {
  switch (refusal) {
    case "noMessage":
      return vscode.l10n.t("Enter a message.");
    case "noJson":
      return vscode.l10n.t("This is not JSON.");
    case "noObject":
      return vscode.l10n.t("An input is an object in braces, or a list of them.");
  }
}

/** `proposed`: used if nothing is typed. */
export function askName(title: string, { text }: Question<"name">, proposed: string): Promise<StepAnswer<string>> {
  return askText({
    title,
    prompt: vscode.l10n.t("Name of the cron, unique on its server"),
    placeholder: proposed,
    value: text,
    validate: (typed) => {
      const [finding] = typed.trim() === "" ? [] : checkName(typed.trim());
      return finding && findingText(finding);
    },
  });
}
