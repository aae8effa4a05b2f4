import { fillMessage } from "../../src/core/base/message";
import { cronRuns } from "../../src/core/schedule/cronRuns";
import type { UpcomingCron } from "../../src/protocol/upcoming";
import type { UpcomingStrings } from "../../src/protocol/upcomingStrings";
import type { RowMark } from "./rowMarks";
import type { ZoneWords } from "./zoneWords";

/** What a mark says, for a pointer and for a screen reader. */
export function markWords(
  { count, first, last, look, runs }: RowMark,
  strings: UpcomingStrings,
  times: ZoneWords,
): string {
  const [from, to] = [times.moment(first), times.moment(last)];
  switch (look) {
    case "coming":
      return fillMessage(strings.comes, { moment: from });
    case "band":
      return fillMessage(strings.comeSeveral, { count: times.number(count), from, to });
    case "missed":
      return fillMessage(strings.missed, { count: times.number(count), moment: to });
    case "end":
      return fillMessage(strings.ends, { moment: from });
    default: {
      const words = runs[0]?.words ?? "";
      if (count > 1) return fillMessage(strings.wereRuns, { count: times.number(count), from, to, words });
      const took = runs[0]?.end == null ? 0 : runs[0].end - runs[0].start;
      return took === 0
        ? fillMessage(strings.wasRun, { moment: from, words })
        : fillMessage(strings.wasRunTook, { moment: from, words, took: times.duration(took) });
    }
  }
}

/** Why a cron has no coming runs, or when they end. */
export function endWords({ running }: UpcomingCron, now: number, strings: UpcomingStrings, times: ZoneWords): string {
  const { end } = cronRuns(running, { from: now, count: 1 });
  switch (end.kind) {
    case "paused":
      return strings.paused;
    case "unknown":
      return strings.unknown;
    case "never":
      return strings.never;
    case "endTime":
      return fillMessage(strings.ends, { moment: times.moment(end.at) });
    case "comesToEnd":
      return fillMessage(strings.endless, { moment: times.moment(end.last) });
    case "goesOn":
      return "";
  }
}
