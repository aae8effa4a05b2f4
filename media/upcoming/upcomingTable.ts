import { fillMessage } from "../../src/core/base/message";
import { countRuns } from "../../src/core/schedule/countRuns";
import { cronRuns } from "../../src/core/schedule/cronRuns";
import type { UpcomingCron } from "../../src/protocol/upcoming";
import type { UpcomingStrings } from "../../src/protocol/upcomingStrings";
import { button, element } from "../shared/dom";
import type { TimeRange } from "./timeRange";
import type { ZoneWords } from "./zoneWords";

/** Longer tables are cut: a filter finds the others. */
const mostRows = 200;

interface TableFacts {
  readonly crons: readonly UpcomingCron[];
  readonly range: TimeRange;
  readonly now: number;
  readonly strings: UpcomingStrings;
  readonly times: ZoneWords;
  readonly open: (cron: UpcomingCron) => void;
}

/** The same as the picture, in words and numbers. */
export function upcomingTable({ crons, now, open, range, strings, times }: TableFacts): HTMLElement {
  const end = range.from + range.length;
  const head = [
    strings.cron,
    strings.columnSchedule,
    strings.columnHealth,
    strings.columnLast,
    strings.columnNext,
    strings.columnDone,
    strings.columnFailed,
    strings.columnComing,
  ];
  const rows = crons.slice(0, mostRows).map((cron) => {
    const [next] = cronRuns(cron.running, { from: now, count: 1 }).runs;
    const last = cron.runs?.reduce((one, other) => (other.start > one.start ? other : one), cron.runs[0] ?? noRun);
    const known = (cron.runs ?? []).filter(({ start }) => start >= range.from && start < end);
    const coming = countRuns(cron.running, Math.max(now, range.from), end);
    const count = (kind: "good" | "bad") =>
      cron.runs === null ? "" : times.number(known.filter((run) => run.kind === kind).length);
    const { schedule, timezone } = cron.running;
    const cells = [
      `${schedule} ${timezone ?? "UTC"}`,
      cron.health,
      last === undefined || last === noRun ? "" : `${times.moment(last.start)}: ${last.words}`,
      next === undefined ? "" : times.moment(next),
      count("good"),
      count("bad"),
      coming === undefined ? strings.unknown : times.number(end <= now ? 0 : coming),
    ];
    const name = button({ label: cron.name, kind: "link", onPress: () => open(cron) });
    name.dataset.cron = cron.id;
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      ...cells.map((text, index) => element("td", { "data-head": head[index + 1] }, text)),
    );
  });
  const caption = fillMessage(strings.tableCaption, { from: times.moment(range.from), to: times.moment(end) });
  const more = crons.length - rows.length;
  return element(
    "div",
    { class: "cronTable" },
    element(
      "table",
      {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
      element("tbody", {}, ...rows),
    ),
    ...(more > 0
      ? [element("p", { class: "detail" }, fillMessage(strings.tableMore, { count: times.number(more) }))]
      : []),
  );
}

const noRun = { id: "", start: Number.NEGATIVE_INFINITY, end: null, kind: "quiet", words: "", opens: false } as const;
