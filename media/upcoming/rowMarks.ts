import { cronMoment } from "../../src/core/schedule/cronMoment";
import { runSpans } from "../../src/core/upcoming/runSpans";
import { type SeenMark, seenSpans } from "../../src/core/upcoming/seenSpans";
import type { UpcomingCron, UpcomingRun } from "../../src/protocol/upcoming";
import type { TimeRange } from "./timeRange";

/** How a mark looks, and what it means. */
export type MarkLook = "good" | "bad" | "waits" | "busy" | "quiet" | "coming" | "band" | "missed" | "end";

/** Something in a row that can be reached: pixels from the start of the layer. */
export interface RowMark {
  readonly look: MarkLook;
  readonly x: number;
  readonly width: number;
  /** The first and the last moment, in epoch milliseconds. */
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** Of past ones. */
  readonly runs: readonly UpcomingRun[];
}

/** A layer of time: more than what is in sight, so that it can be moved without being drawn. */
export interface Layer {
  readonly from: number;
  readonly to: number;
  /** Pixels. */
  readonly width: number;
}

export interface RowPicture {
  /** In the order of time. */
  readonly marks: readonly RowMark[];
  /** From where on it is paused, in pixels; undefined if it is not. */
  readonly pausedFrom: number | undefined;
  /** Nobody can know its runs. */
  readonly isUnknown: boolean;
}

/** Pixels of a mark, and of the room between two. */
export const markWidth = 7;
const room = 2;
const leastRun = 4;

/** A layer with as much time before and after what is in sight. `width`: of what is in sight, in pixels. */
export function layerAround({ from, length }: TimeRange, width: number): Layer {
  return { from: from - length, to: from + 2 * length, width: 3 * width };
}

export function placeIn({ from, to, width }: Layer, moment: number): number {
  return ((moment - from) / (to - from)) * width;
}

/** What is drawn of a cron: its past runs up to now, its coming ones from now on. */
export function rowPicture(cron: UpcomingCron, layer: Layer, now: number): RowPicture {
  const { from, to, width } = layer;
  const perPixel = (to - from) / width;
  const place = (moment: number) => placeIn(layer, moment);
  const coming =
    to > now ? runSpans(cron.running, { from: Math.max(now, from), to, apart: (markWidth + room) * perPixel }) : [];
  const runs = new Map((cron.runs ?? []).map((run) => [run.id, run]));
  const seen = seenSpans((cron.runs ?? []).map(markOf), { from, to, apart: (leastRun + room) * perPixel }, now);
  const end = cronMoment(cron.running.end_time);
  const { missed } = cron;
  const marks: RowMark[] = [
    ...seen.map(({ first, last, marks: of }) => ({
      look: of[0]?.kind ?? "quiet",
      x: place(first),
      width: Math.max(leastRun, place(last) - place(first)),
      first,
      last,
      count: of.length,
      runs: of.flatMap(({ runId }) => runs.get(runId) ?? []),
    })),
    ...(missed === null || missed.last < from || missed.since > to
      ? []
      : [pointMark("missed", place(missed.last), missed.since, missed.last, missed.slots)]),
    ...(coming ?? []).map(({ count, first, last }) => ({
      look: count === 1 ? ("coming" as const) : ("band" as const),
      x: place(first),
      width: place(last) - place(first) + markWidth,
      first,
      last,
      count,
      runs: [],
    })),
    ...(end === undefined || end < from || end > to ? [] : [pointMark("end", place(end), end, end, 0)]),
  ];
  return {
    marks: marks.sort((one, other) => one.x - other.x),
    pausedFrom: cron.running.enabled || to <= now ? undefined : Math.max(0, place(now)),
    isUnknown: coming === undefined,
  };
}

function markOf({ end, id, kind, start }: UpcomingRun): SeenMark {
  return { runId: id, start, end: end ?? undefined, kind };
}

function pointMark(look: MarkLook, x: number, first: number, last: number, count: number): RowMark {
  return { look, x, width: markWidth, first, last, count, runs: [] };
}
