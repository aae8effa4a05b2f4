import { type Writing, withDot, writtenMessage, writtenSentences } from "../../core/base/message";
import { shortText } from "../../core/base/shortText";
import type { Health } from "../../core/health/health";
import { healthWords } from "../../core/health/healthWords";
import type { Cron } from "../../core/server/cron";
import { givenNames } from "../../core/server/stored/givenNames";
import { momentText } from "../momentText";

/** For terminals and logs. */
export const plainWriting: Writing = {
  data: (text) => shortText(text),
  moment: (date) => momentText(Date.parse(date)),
};

/** The name that people know; undefined if it has none. */
export function cronName(cron: Cron): string | undefined {
  return givenNames(cron)
    .map((name) => shortText(name, 200))
    .find((name) => name !== "");
}

/** What a cron is called in one line: its name or, because others may have the same schedule, that with its id. */
export function cronTitle(cron: Cron): string {
  return cronName(cron) ?? `${shortText(cron.schedule, 200)} (${cron.cron_id})`;
}

/** When it runs, with its zone. */
export function scheduleText({ schedule, timezone }: Cron): string {
  return timezone === null ? schedule : `${schedule} ${timezone}`;
}

/** A few words. */
export function healthWord(health: Health, writing = plainWriting): string {
  return writtenMessage(healthWords(health, null).word, writing);
}

/** What they mean, with the evidence. */
export function healthSentences(health: Health, writing = plainWriting): string {
  return withDot(writtenSentences(healthWords(health, null).sentences, writing));
}
