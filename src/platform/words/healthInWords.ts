import * as vscode from "vscode";
import { withDot } from "../../core/base/message";
import { attentionOf } from "../../core/health/attention";
import type { Health, HealthKind } from "../../core/health/health";
import { healthKindTexts } from "../../core/health/healthTexts";
import { healthWords } from "../../core/health/healthWords";
import { messageWords, sentencesWords } from "./messageWords";

/** A few words for a row. `now`: epoch milliseconds. */
export function healthWord(health: Health, now: number): string {
  return messageWords(healthWords(health, null).word, now);
}

/** The same with its evidence, as sentences. `timezone`: the cron's. */
export function healthSentence(health: Health, timezone: string | null, now: number): string {
  return withDot(sentencesWords(healthWords(health, timezone).sentences, now));
}

/** What crons with the same kind of health have in common, in the middle of a sentence. */
export function healthKindWord(kind: HealthKind): string {
  return vscode.l10n.t(healthKindTexts[kind]);
}

export function healthKindIcon(kind: HealthKind): vscode.ThemeIcon {
  const [icon, color] = icons[kind];
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}

/** Icon and colour; the words say the same for those who can't see them. */
export function healthIcon(health: Health): vscode.ThemeIcon {
  const [icon, color] = icons[health.kind];
  const isWatched = attentionOf(health) === "watch";
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(isWatched ? "list.warningForeground" : color));
}

const good = "testing.iconPassed";
const warning = "list.warningForeground";
const bad = "list.errorForeground";
const off = "disabledForeground";

const icons: Readonly<Record<Health["kind"], readonly [icon: string, color: string]>> = {
  scheduled: ["clock", good],
  due: ["clock", good],
  running: ["sync", good],
  failed: ["error", bad],
  waits: ["person", warning],
  late: ["warning", warning],
  missed: ["warning", warning],
  skipped: ["debug-step-over", warning],
  pilingUp: ["layers", warning],
  duplicate: ["copy", warning],
  never: ["error", bad],
  endless: ["error", bad],
  paused: ["debug-pause", off],
  ended: ["circle-slash", off],
};
