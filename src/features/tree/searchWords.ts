import { englishMessage } from "../../core/base/message";
import { needsAttention } from "../../core/health/attention";
import type { Health } from "../../core/health/health";
import { healthKindTexts } from "../../core/health/healthTexts";
import { healthWords } from "../../core/health/healthWords";
import { describeSchedule } from "../../core/schedule/describeSchedule";
import { parseSchedule } from "../../core/schedule/parseSchedule";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import type { Cron } from "../../core/server/cron";
import { healthKindWord, healthWord } from "../../platform/words/healthInWords";
import { scheduleWords } from "../../platform/words/scheduleWords";
import { attentionWords } from "./items/attentionWords";
import { managedWords } from "./items/managedWords";

/** The words by which the tree shows crons, in the user's language and in English, so that a search finds both. */
export class SearchWords {
  private readonly schedules = new Map<string, string>();

  /** Words of schedules take time: without this, crons are found by what is written in them. */
  async prepare(crons: readonly Cron[], dialect: ScheduleDialect): Promise<void> {
    for (const { schedule } of crons) {
      const key = keyOf(schedule, dialect);
      if (this.schedules.has(key)) continue;
      const parsed = parseSchedule(schedule, dialect);
      const words = parsed.ok
        ? [await scheduleWords(parsed.value), await describeSchedule(parsed.value, { locale: "en", hour12: true })]
        : [];
      this.schedules.set(key, words.join("\n"));
    }
  }

  of(cron: Cron, health: Health, dialect: ScheduleDialect): string {
    const isUrgent = needsAttention(health);
    return [
      this.schedules.get(keyOf(cron.schedule, dialect)) ?? "",
      healthWord(health, 0),
      healthKindWord(health.kind),
      englishMessage(healthWords(health, null).word),
      healthKindTexts[health.kind],
      ...(health.kind === "late" ? ["overdue"] : []),
      ...(isUrgent ? ["needs attention", ...attentionWords(1)] : []),
      ...managedWords(cron),
    ].join("\n");
  }
}

function keyOf(schedule: string, dialect: ScheduleDialect): string {
  return `${dialect} ${schedule}`;
}
