import { fillMessage } from "../../src/core/base/message";
import { type Herd, spreadHerd } from "../../src/core/upcoming/herds";
import type { Overlap } from "../../src/core/upcoming/overlaps";
import type { UpcomingCron, UpcomingServer } from "../../src/protocol/upcoming";
import type { UpcomingStrings } from "../../src/protocol/upcomingStrings";
import { button, element, icon } from "../shared/dom";
import type { ZoneWords } from "./zoneWords";

/** Herds of one server, those with equally many crons at the same time of day together. */
export interface HerdGroup {
  readonly server: UpcomingServer;
  readonly crons: readonly UpcomingCron[];
  readonly workers: number;
  readonly first: Herd;
  readonly times: number;
}

export interface Troubles {
  readonly herds: readonly HerdGroup[];
  readonly overlaps: readonly Overlap<UpcomingCron>[];
}

interface TroublePorts {
  /** Opens the form of a cron with a proposed schedule. */
  readonly edit: (cron: UpcomingCron, schedule: string) => void;
}

const mostShown = 5;
const mostMoves = 100;

/** What is too much at once, folded; a proposal is worked out when somebody asks for it. */
export class TroubleList {
  readonly element = element("details", { class: "troubles" });
  private readonly title = element("summary", {});
  private readonly list = element("ul", {});
  private shown = "";

  constructor(
    private readonly strings: UpcomingStrings,
    private readonly ports: TroublePorts,
  ) {
    this.element.hidden = true;
    this.element.append(this.title, this.list);
  }

  show({ herds, overlaps }: Troubles, times: ZoneWords): void {
    const { strings } = this;
    const said = [
      ...herds.map((herd) => ({ words: herdWords(herd, strings, times), herd })),
      ...overlaps.map((overlap) => ({ words: overlapWords(overlap, strings, times), herd: undefined })),
    ];
    const text = said.map(({ words }) => words).join("\n");
    this.element.hidden = said.length === 0;
    // A proposal that somebody reads stays open.
    if (text === this.shown) return;
    this.shown = text;
    this.title.replaceChildren(icon("warning"), `${strings.attention}: ${times.number(said.length)}`);
    const more = said.length > mostShown ? [fillMessage(strings.andMore, { count: said.length - mostShown })] : [];
    this.list.replaceChildren(
      ...said.slice(0, mostShown).map(({ herd, words }) => element("li", {}, words, ...this.offer(herd))),
      ...more.map((words) => element("li", {}, words)),
    );
  }

  private offer(herd: HerdGroup | undefined): readonly HTMLElement[] {
    if (herd === undefined) return [];
    const place = element("div", { class: "proposal" });
    const press = button({
      label: this.strings.spread,
      kind: "link",
      onPress: () => {
        place.replaceChildren(...this.proposal(herd));
        press.setAttribute("aria-expanded", "true");
      },
    });
    press.setAttribute("aria-expanded", "false");
    return [element("span", {}, " "), press, place];
  }

  private proposal({ crons, first, workers }: HerdGroup): readonly HTMLElement[] {
    const { strings } = this;
    const byRunning = new Map(crons.map((cron) => [cron.running, cron]));
    const { moves } = spreadHerd([...byRunning.keys()], first.at, workers);
    if (moves.length === 0) return [element("p", {}, strings.spreadNone)];
    const lines = moves.slice(0, mostMoves).flatMap(({ cron: running, schedule }) => {
      const cron = byRunning.get(running);
      if (cron === undefined) return [];
      const label = fillMessage(strings.spreadEdit, { name: cron.name, schedule, before: running.schedule });
      return [element("li", {}, button({ label, kind: "link", onPress: () => this.ports.edit(cron, schedule) }))];
    });
    return [element("p", {}, fillMessage(strings.spreadTitle, { count: moves.length })), element("ul", {}, ...lines)];
  }
}

function herdWords({ first, server, times: often, workers }: HerdGroup, strings: UpcomingStrings, times: ZoneWords) {
  const args = { count: first.due, server: server.name, moment: times.moment(first.at), workers };
  const words = fillMessage(server.workers === null ? strings.herdUnknown : strings.herd, args);
  return often === 1 ? words : `${words} ${fillMessage(strings.herdMore, { count: times.number(often) })}`;
}

function overlapWords({ at, first, second }: Overlap<UpcomingCron>, strings: UpcomingStrings, times: ZoneWords) {
  const text = first === second ? strings.overlapSelf : strings.overlap;
  const took = first.takes === null ? "" : usuallyWords(first.takes, strings, times);
  const words = fillMessage(text, { first: first.name, second: second.name, moment: times.moment(at) });
  return took === "" ? words : `${words} (${first.name} ${took})`;
}

export function usuallyWords(
  { median, runs }: NonNullable<UpcomingCron["takes"]>,
  strings: UpcomingStrings,
  times: ZoneWords,
): string {
  return fillMessage(strings.usually, { took: times.duration(median), count: times.number(runs) });
}
