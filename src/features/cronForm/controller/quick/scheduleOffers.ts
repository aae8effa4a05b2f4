import type { Finding } from "../../../../core/finding/finding";
import { checkSchedule } from "../../../../core/schedule/checkSchedule";
import { parseSchedule } from "../../../../core/schedule/parseSchedule";
import type { ScheduleDialect } from "../../../../core/schedule/scheduleDialect";
import { looksLikeWords } from "../../../../core/schedule/words/looksLikeWords";
import { placeZones } from "../../../../core/schedule/words/placeZones";
import { readWords, type WordedSchedule } from "../../../../core/schedule/words/readWords";
import type { WordsProblem } from "../../../../core/schedule/words/wordsProblem";
import { presetsIn } from "../formTexts";

/** A schedule that can be taken with one press. */
export interface ScheduleOffer extends WordedSchedule {
  /** What it is called: a preset's name or a clearer wording, in its own words. */
  readonly label: string;
}

export interface ScheduleOffers {
  readonly offers: readonly ScheduleOffer[];
  /** What is to be said about the text: a question that the offers answer, or why there are none. */
  readonly notice?: { readonly words: WordsProblem } | { readonly finding: Finding };
}

interface Reading {
  readonly dialect: ScheduleDialect;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly translate: (text: string) => string;
}

/**
 * The schedules that a text can mean: presets while nothing is typed and where their names have the text in them, a
 * schedule, words, or the meanings of unclear words. Never throws.
 */
export function scheduleOffers(text: string, reading: Reading): ScheduleOffers {
  const written = text.trim();
  if (written === "") return { offers: presets(reading) };
  if (parseSchedule(written, reading.dialect).ok) {
    return { offers: [{ label: written, schedule: written, timezone: undefined }] };
  }
  const named = presets(reading).filter(({ label }) => label.toLowerCase().includes(written.toLowerCase()));
  return looksLikeWords(written) ? ofWords(written, named) : ofRefused(written, named, reading);
}

function presets({ translate }: Reading): readonly ScheduleOffer[] {
  return presetsIn(translate).map(({ label, schedule }) => ({ label, schedule, timezone: undefined }));
}

function ofWords(text: string, named: readonly ScheduleOffer[]): ScheduleOffers {
  const reading = readWords(text, placeZones);
  switch (reading.kind) {
    case "schedule":
      return { offers: [{ label: text, schedule: reading.schedule, timezone: reading.timezone }] };
    case "ask":
      return {
        offers: reading.choices.map(({ text: label, schedule, timezone }) => ({ label, schedule, timezone })),
        notice: { words: reading.problem },
      };
    case "refused":
      return named.length > 0 ? { offers: named } : { offers: [], notice: { words: reading.problem } };
  }
}

function ofRefused(
  text: string,
  named: readonly ScheduleOffer[],
  { dialect, now }: Pick<Reading, "dialect" | "now">,
): ScheduleOffers {
  const [finding] = checkSchedule(text, { timezone: null, now, minimumMinutes: 0, dialect });
  if (named.length > 0 || finding === undefined) return { offers: named };
  const { fix, span } = finding;
  const fixed =
    fix?.kind === "replaceText" && span !== undefined
      ? text.slice(0, span.start) + fix.text + text.slice(span.end)
      : undefined;
  const isSound = fixed !== undefined && parseSchedule(fixed, dialect).ok;
  return {
    offers: isSound ? [{ label: fixed, schedule: fixed, timezone: undefined }] : [],
    notice: { finding },
  };
}
