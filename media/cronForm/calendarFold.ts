import { fillMessage } from "../../src/core/base/message";
import type { FormStrings } from "../../src/protocol/formStrings";
import type { CalendarView } from "../../src/protocol/scheduleView";
import { button, element, latest } from "../shared/dom";
import { offsetText } from "./controls/momentInZone";

type Day = CalendarView["days"][number];

/** Later months are too far away to be of use. */
const mostMonths = 24;

/** A month with the days on which the cron runs, folded. It is asked for only while it is open. */
export class CalendarFold {
  readonly element: HTMLDetailsElement;
  private readonly title = element("p", { class: "monthTitle", "aria-live": "polite" });
  private readonly month = element("div");
  private readonly before: HTMLButtonElement;
  private readonly after: HTMLButtonElement;
  private readonly answers = latest<CalendarView | null>(
    (view) => this.draw(view),
    () => this.draw(null),
  );
  private monthsAhead = 0;

  constructor(
    private readonly strings: FormStrings,
    /** 0: the month of the next run. */
    private readonly ask: (monthsAhead: number) => Promise<CalendarView | null>,
  ) {
    this.before = button({ label: strings.monthBefore, kind: "link", onPress: () => this.move(-1) });
    this.after = button({ label: strings.monthAfter, kind: "link", onPress: () => this.move(1) });
    this.element = element(
      "details",
      { class: "calendar" },
      element("summary", {}, strings.calendar),
      this.title,
      this.month,
      element("div", { class: "months" }, this.before, this.after),
    );
    this.element.addEventListener("toggle", () => this.refresh());
    this.move(0);
  }

  /** The schedule may be another one. */
  show(hasRuns: boolean): void {
    this.element.hidden = !hasRuns;
    this.refresh();
  }

  private refresh(): void {
    if (this.element.open && !this.element.hidden) void this.answers.take(this.ask(this.monthsAhead));
  }

  private move(step: number): void {
    this.monthsAhead = Math.min(mostMonths, Math.max(0, this.monthsAhead + step));
    // Not disabled, which would take the focus away.
    this.before.setAttribute("aria-disabled", String(this.monthsAhead === 0));
    this.after.setAttribute("aria-disabled", String(this.monthsAhead === mostMonths));
    this.refresh();
  }

  private draw(view: CalendarView | null): void {
    const title = view === null ? "" : titleOf(view);
    if (title !== this.title.textContent) this.title.textContent = title;
    this.month.replaceChildren(...(view === null ? [] : monthOf(view, this.strings)));
  }
}

const inLanguage = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat([document.documentElement.lang, "en"], { ...options, timeZone: "UTC" });

function titleOf({ year, month }: CalendarView): string {
  return inLanguage({ month: "long", year: "numeric" }).format(Date.UTC(year, month - 1));
}

function monthOf(view: CalendarView, strings: FormStrings): readonly HTMLElement[] {
  const { year, month, firstWeekday, days } = view;
  const words = (options: Intl.DateTimeFormatOptions) => {
    const format = inLanguage(options);
    return (day: number) => format.format(Date.UTC(year, month - 1, day));
  };
  const long = words({ weekday: "long", day: "numeric", month: "long" });
  const short = words({ weekday: "short", day: "numeric", month: "short" });
  const weekday = words({ weekday: "narrow" });
  /** Columns go from Monday to Sunday. */
  const column = (firstWeekday + 6) % 7;
  const monday = 8 - column;
  return [
    element(
      "div",
      { class: "weekdays", "aria-hidden": "true" },
      ...Array.from({ length: 7 }, (_none, index) => element("span", {}, weekday(monday + index))),
    ),
    element("ul", { class: "days" }, ...days.map((day) => dayOf(day, long(day.day), column, strings))),
    element("p", { class: "help" }, fillMessage(strings.calendarTotal, { count: view.runs })),
    ...days.flatMap((day) => changesOf(day, short(day.day), strings)),
  ];
}

function dayOf({ day, runs, changes }: Day, name: string, column: number, strings: FormStrings): HTMLElement {
  const spoken = [name, ...(runs === 0 ? [] : [fillMessage(strings.calendarRuns, { count: runs })])];
  const shown = `${day}${changes.length === 0 ? "" : "*"}`;
  const made = element(
    "li",
    { class: runs === 0 ? undefined : "hasRuns", title: spoken.join(", ") },
    element("span", { "aria-hidden": "true" }, shown),
    element("span", { class: "spoken" }, spoken.join(", ")),
  );
  if (day === 1) made.style.gridColumnStart = String(column + 1);
  return made;
}

function changesOf({ changes, isLeftOut }: Day, name: string, strings: FormStrings): readonly HTMLElement[] {
  const offset = (seconds: number) => `UTC${offsetText(seconds / 60)}`;
  const texts = changes.map(({ before, after }) =>
    fillMessage(isLeftOut ? strings.calendarLeftOut : strings.calendarChange, {
      day: name,
      before: offset(before),
      after: offset(after),
    }),
  );
  return texts.map((text) => element("p", { class: "help" }, text));
}
