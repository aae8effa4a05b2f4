import type { TextSpan } from "../../finding/finding";
import type { Nth } from "../guide/guide";
import type { ZoneMeaning } from "../timeZoneMeanings";
import type { ClockTime } from "./tokens";
import { type Unclear, unclear } from "./wordsProblem";

/** Every so many minutes (`m`), hours (`h`), days (`d`), weeks (`w`), months (`M`) or years (`y`). */
export interface Interval {
  readonly count: number;
  readonly unit: string;
  readonly span: TextSpan;
  /** Of the number alone; undefined where it is not written as digits. */
  readonly countSpan: TextSpan | undefined;
}

export interface SpannedTime extends ClockTime {
  readonly span: TextSpan;
}

export interface Window {
  readonly from: SpannedTime;
  readonly to: SpannedTime;
}

/** What the phrases of a text say, collected in their order. */
export class Facts {
  readonly intervals: Interval[] = [];
  /** Minutes past the hour. */
  readonly minutes: number[] = [];
  readonly times: SpannedTime[] = [];
  readonly windows: Window[] = [];
  readonly weekdays: number[] = [];
  readonly notWeekdays: number[] = [];
  readonly nth: { readonly nth: Nth; readonly weekday: number }[] = [];
  readonly days: number[] = [];
  readonly months: number[] = [];
  lastDay = false;
  /** A part of the day that is not beside a time: 0 morning, 1 afternoon, 2 evening, 3 night. */
  part: { readonly value: number; readonly span: TextSpan } | undefined;
  /** “Twice a day”, and what to ask if the times are not there, too. */
  timesADay: { readonly count: number; readonly unsaid: Unclear } | undefined;
  zones: readonly ZoneMeaning[] | undefined;
  private turns = "";

  constructor(
    readonly text: string,
    readonly isGerman: boolean,
  ) {}

  /**
   * Notes that the text now speaks of times, days or months. “Mondays at 9, Fridays at 10” comes back to both, and one
   * schedule would run on both days at both times. In the same way “1 January and 15 July” would be four dates.
   */
  speaksOf(kind: "time" | "day" | "month", span: TextSpan): Unclear | undefined {
    const letter = kind.charAt(0);
    if (this.turns.endsWith(letter)) return undefined;
    if (this.turns.includes(letter)) return unclear("twoSchedules", span);
    this.turns += letter;
    return undefined;
  }

  /** The text with a part of it replaced. */
  replaced({ start, end }: TextSpan, by: string | number): string {
    return `${this.text.slice(0, start)}${by}${this.text.slice(end)}`;
  }

  /** The text with more at its end. */
  with(english: string, german: string): string {
    return `${this.text.trimEnd().replace(/[,.]+$/, "")} ${this.isGerman ? german : english}`;
  }
}
