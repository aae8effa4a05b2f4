import type { Guide } from "../core/schedule/guide/guide";
import type { MonthOfRuns } from "../core/schedule/monthOfRuns";

/** A schedule to begin with, its label in the user's language. */
export interface PresetView {
  readonly label: string;
  readonly schedule: string;
  /** Always in sight; the others are in the schedule's list. */
  readonly isCommon: boolean;
}

/** A schedule that typed words can mean. Everything but schedule and zone is text in the user's language. */
export interface OfferedSchedule {
  readonly schedule: string;
  /** The zone that the words name; null: none, so the form's stays. */
  readonly timezone: string | null;
  readonly label: string;
  /** The schedule in words, the zone it would run in, and its next runs there. */
  readonly detail: string;
}

/** What the words in the schedule's field mean. */
export type WordsOffer =
  /** `question`: what is unclear, so that each offer is one meaning; null: nothing. */
  | { readonly kind: "offers"; readonly question: string | null; readonly offers: readonly OfferedSchedule[] }
  | { readonly kind: "refused"; readonly problem: string };

/** A month with its runs, in the cron's zone. */
export type CalendarView = MonthOfRuns;

/** One run in the form's preview. Everything but `iso` is text in the user's language. */
export interface RunPreview {
  readonly iso: string;
  readonly inZone: string;
  readonly local: string;
  readonly utc: string;
  /** How far away it is: “in 6h”. */
  readonly until: string;
}

export interface SchedulePreview {
  /** The schedule in words; null if it isn't understood. */
  readonly words: string | null;
  readonly zone: string;
  readonly localZone: string;
  readonly runs: readonly RunPreview[];
  /** How often it runs, in words; null if that can't be said. */
  readonly rate: string | null;
  /** What the guided editor shows; null: it stays text. */
  readonly guide: Guide | null;
  /** Why the list ends, in words; null if the runs continue. */
  readonly end: string | null;
  /** How other schedulers read it, in words, and where to read why; null if there is no difference. */
  readonly elsewhere: {
    readonly words: string;
    readonly link: { readonly title: string; readonly url: string };
  } | null;
}
