import { fillMessage } from "../../src/core/base/message";
import { clockChanges } from "../../src/core/schedule/clockChanges";
import { countRuns } from "../../src/core/schedule/countRuns";
import { findTimeZone } from "../../src/core/schedule/timeZone";
import { axisTicks } from "../../src/core/upcoming/axisTicks";
import type { UpcomingCron } from "../../src/protocol/upcoming";
import type { UpcomingStrings } from "../../src/protocol/upcomingStrings";
import type { TickText } from "./backdrop";
import { endWords } from "./markWords";
import type { Layer } from "./rowMarks";
import type { TimeRange } from "./timeRange";
import { usuallyWords } from "./troubleList";
import type { ZoneWords } from "./zoneWords";

/** What is in sight, and in which words. */
export interface Told {
  readonly range: TimeRange;
  readonly now: number;
  readonly strings: UpcomingStrings;
  readonly times: ZoneWords;
}

/** Its coming runs in sight; undefined if nobody can know them. */
function comingOf({ running }: UpcomingCron, { now, range }: Told): number | undefined {
  const to = range.from + range.length;
  return to <= now ? 0 : countRuns(running, Math.max(now, range.from), to);
}

/** How many runs are in sight, and of how many crons that is known. */
export function totalWords(crons: readonly UpcomingCron[], isReading: boolean, told: Told): string {
  const { range, strings, times } = told;
  const [from, to] = [range.from, range.from + range.length];
  const counts = crons.map((cron) => comingOf(cron, told));
  const runs = crons.flatMap((cron) => cron.runs ?? []).filter(({ start }) => start >= from && start < to);
  const unknown = counts.filter((count) => count === undefined).length;
  const read = crons.filter((cron) => cron.runs !== null).length;
  const count = (kind: "good" | "bad") => times.number(runs.filter((run) => run.kind === kind).length);
  const coming = times.number(counts.reduce<number>((sum, each) => sum + (each ?? 0), 0));
  const span = { from: times.moment(from), to: times.moment(to) };
  const pastRead = { read: times.number(read), count: times.number(crons.length) };
  return [
    fillMessage(strings.totals, { ...span, coming, good: count("good"), bad: count("bad") }),
    ...(unknown === 0 ? [] : [fillMessage(strings.totalsUnknown, { count: times.number(unknown) })]),
    ...(read === crons.length ? [] : [fillMessage(strings.pastRead, pastRead)]),
    ...(isReading ? [strings.reading] : []),
  ].join(" · ");
}

/** What a row says as a whole, and what it shows where it has no coming run in sight. */
export function aboutCron(cron: UpcomingCron, told: Told): { readonly note: string; readonly summary: string } {
  const { now, strings, times } = told;
  const count = comingOf(cron, told);
  const note = endWords(cron, now, strings, times);
  const words = [
    ...(count === undefined ? [] : [fillMessage(strings.rowComing, { count: times.number(count) })]),
    ...(cron.takes === null ? [] : [usuallyWords(cron.takes, strings, times)]),
    ...(note === "" ? [] : [note]),
  ];
  return { note: count === 0 || count === undefined ? note : "", summary: words.join(", ") };
}

/** Pixels of the axis for a text. */
const tickWidth = 76;

/** The axis of a zone, with the changes of its clocks. */
export function tickTexts(layer: Layer, zoneName: string, { strings, times }: Told): readonly TickText[] {
  const zone = findTimeZone(zoneName) ?? findTimeZone("UTC");
  if (zone === undefined) return [];
  const ticks = axisTicks(zone, layer.from, layer.to, Math.max(2, layer.width / tickWidth)).map(
    ({ at, isDay }): TickText => ({ at, isDay, text: isDay ? times.day(at) : times.clock(at), change: undefined }),
  );
  const changes = clockChanges(zone, layer.from / 1000, layer.to / 1000).map(({ after, before, instant }): TickText => {
    const change = fillMessage(strings.clocks, { before: offset(before), after: offset(after) });
    return { at: instant * 1000, isDay: false, text: "", change };
  });
  return [...ticks, ...changes];
}

/** Of a zone, in seconds: “+02:00”. */
function offset(seconds: number): string {
  const minutes = Math.abs(Math.round(seconds / 60));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${seconds < 0 ? "−" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
