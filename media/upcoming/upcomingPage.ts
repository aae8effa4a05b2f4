import { findTimeZone } from "../../src/core/schedule/timeZone";
import type { UpcomingAct, UpcomingCron, UpcomingPicture, UpcomingView } from "../../src/protocol/upcoming";
import type { UpcomingStrings } from "../../src/protocol/upcomingStrings";
import { debounce, element, icon } from "../shared/dom";
import type { TickText } from "./backdrop";
import { legend } from "./legend";
import { markWords } from "./markWords";
import { pictureOf, pngOf, svgOf } from "./picture";
import type { Layer, RowMark } from "./rowMarks";
import { Timeline } from "./timeline";
import { panned, rangeAround, ranges, readRange, type TimeRange, zoomed } from "./timeRange";
import { aboutCron, type Told, tickTexts, totalWords } from "./toldTime";
import { type Choices, Toolbar } from "./toolbar";
import { TroubleList } from "./troubleList";
import { troublesOf } from "./troublesOf";
import { upcomingTable } from "./upcomingTable";
import { type ZoneWords, zoneWords } from "./zoneWords";

interface PagePorts {
  readonly act: (act: UpcomingAct) => Promise<unknown>;
  readonly readRuns: (ids: readonly string[]) => Promise<unknown>;
  readonly savePicture: (picture: UpcomingPicture) => Promise<unknown>;
  /** Kept while the page is unloaded. */
  readonly keep: (state: unknown) => void;
}

/** Milliseconds without a change until what takes longer than a frame is worked out. */
const rest = 200;
const minute = 60_000;

/** The page: what is shown of it, and what the user has chosen. */
export class UpcomingPage {
  readonly element = element("main", {});
  private readonly title = element("h1", {});
  private readonly totals = element("p", { class: "detail totals", role: "status" });
  private readonly failure = element("div", { class: "failure", role: "alert" });
  private readonly pointed = element("p", { class: "pointed" });
  private readonly body = element("div", { class: "body" });
  private readonly toolbar: Toolbar;
  private readonly troubles: TroubleList;
  private readonly timeline: Timeline;
  private readonly settleSoon = debounce(() => this.settle(), rest);
  private view: UpcomingView = { title: "", zone: "UTC", language: "en", isReading: true, servers: [], crons: [] };
  private shown: readonly UpcomingCron[] = [];
  private range: TimeRange = rangeAround(Date.now(), ranges.day);
  private choices: Choices = { zone: "", filter: "", onlyAttention: false, asTable: false };
  private times: ZoneWords = zoneWords("en", "UTC");
  private readonly asked = new Set<string>();

  constructor(
    private readonly strings: UpcomingStrings,
    private readonly ports: PagePorts,
    saved: unknown,
  ) {
    this.takeSaved(saved);
    this.troubles = new TroubleList(strings, {
      edit: (cron, schedule) => this.do(ports.act({ kind: "edit", cron: cron.id, schedule })),
    });
    this.toolbar = new Toolbar(strings, {
      choose: (change) => this.choose(change),
      range: (name) => this.go(rangeAround(Date.now(), ranges[name])),
      pan: (by) => this.go(panned(this.range, by)),
      zoom: (factor) => this.go(zoomed(this.range, factor, 0.5)),
      goToNow: () => this.go(rangeAround(Date.now(), this.range.length)),
      refresh: () => {
        this.asked.clear();
        this.do(ports.act({ kind: "refresh" }));
      },
      save: (type) => this.do(this.save(type)),
    });
    this.timeline = new Timeline(strings, {
      open: (cron, mark) => this.open(cron, mark),
      pan: (by) => this.go(panned(this.range, by)),
      zoom: (factor, at) => this.go(zoomed(this.range, factor, at)),
      goToNow: () => this.go(rangeAround(Date.now(), this.range.length)),
      words: (_cron, mark) => markWords(mark, strings, this.times),
      about: (cron) => aboutCron(cron, this.told),
      ticks: (layer) => this.ticks(layer),
      say: (text) => {
        this.pointed.textContent = text;
      },
    });
    const header = element("header", {}, this.title, this.totals);
    this.element.append(
      header,
      this.toolbar.element,
      this.failure,
      this.troubles.element,
      this.body,
      legend(strings),
      this.pointed,
    );
    window.addEventListener("scroll", () => this.settleSoon(), { passive: true });
    // Coming runs become past ones.
    window.setInterval(() => this.draw(), minute);
  }

  show(view: UpcomingView): void {
    this.view = view;
    this.draw();
  }

  private draw(): void {
    const { servers, title, zone } = this.view;
    const chosen = this.choices.zone === "" ? zone : this.choices.zone;
    this.times = zoneWords(this.view.language, chosen);
    const tags = servers.flatMap(({ production }) => (production === null ? [] : [production]));
    this.title.replaceChildren(
      `${this.strings.heading} `,
      element("span", { class: "detail" }, title),
      ...[...new Set(tags)].map((text) => element("span", { class: "tag production" }, text)),
    );
    this.shown = this.view.crons.filter((cron) => this.matches(cron));
    this.toolbar.show({ ...this.choices, zone: chosen }, this.zones(chosen), this.range.length);
    this.drawProblems();
    if (this.choices.asTable) this.drawTable();
    else if (this.shown.length === 0) this.body.replaceChildren(element("p", { class: "empty" }, this.emptyWords()));
    else {
      if (this.timeline.element.parentElement !== this.body) this.body.replaceChildren(this.timeline.element);
      this.timeline.show(this.shown, this.range, Date.now());
    }
    this.settleSoon();
  }

  private drawTable(): void {
    const { range, shown: crons, strings, times } = this;
    const open = (cron: UpcomingCron) => this.open(cron, undefined);
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.cron : undefined;
    this.body.replaceChildren(upcomingTable({ crons, range, now: Date.now(), strings, times, open }));
    if (focused === undefined) return;
    const buttons = [...this.body.querySelectorAll<HTMLElement>("[data-cron]")];
    buttons.find(({ dataset }) => dataset.cron === focused)?.focus({ preventScroll: true });
  }

  private drawProblems(): void {
    const problems = this.view.servers.flatMap(({ name, problem }) =>
      problem === null ? [] : [`${name}: ${problem}`],
    );
    this.fail(problems.join(" "));
  }

  private fail(text: string): void {
    this.failure.replaceChildren(
      ...(text === "" ? [] : [element("p", { class: "banner error" }, icon("error"), element("span", {}, text))]),
    );
  }

  private emptyWords(): string {
    if (this.view.crons.length > 0) return this.strings.noneMatch;
    return this.view.isReading ? this.strings.reading : this.strings.noCrons;
  }

  private matches({ health, name, needsAttention, running }: UpcomingCron): boolean {
    const { filter, onlyAttention } = this.choices;
    const text = `${name} ${running.schedule} ${health}`.toLowerCase();
    return (!onlyAttention || needsAttention) && text.includes(filter.trim().toLowerCase());
  }

  /** The user's zone, UTC, and those of the crons. */
  private zones(chosen: string): readonly string[] {
    const own = this.view.crons.flatMap(({ running }) => running.timezone ?? []).filter((zone) => findTimeZone(zone));
    return [...new Set([this.view.zone, chosen, "UTC", ...own.sort()])];
  }

  private choose(change: Partial<Choices>): void {
    this.choices = { ...this.choices, ...change };
    this.draw();
  }

  private go(range: TimeRange): void {
    const isZoomed = range.length !== this.range.length;
    this.range = range;
    if (this.choices.asTable) this.drawTable();
    else this.timeline.move(range, Date.now());
    if (isZoomed) this.draw();
    this.settleSoon();
  }

  /** What takes longer than a frame: totals, herds, overlaps; and what is not known yet is asked for. */
  private settle(): void {
    const now = Date.now();
    const found = troublesOf({ ...this.view, crons: this.shown }, this.range, now, this.times);
    this.troubles.show(found, this.times);
    if (!this.choices.asTable && this.shown.length > 0) this.timeline.settle({ herds: found.minutes });
    this.totals.textContent = totalWords(this.shown, this.view.isReading, this.told);
    const { asTable, filter, onlyAttention, zone } = this.choices;
    this.ports.keep({ range: this.range, asTable, filter, onlyAttention, zone });
    this.askRuns();
  }

  private askRuns(): void {
    const sight = new Set(this.choices.asTable ? this.shown.slice(0, 40).map(({ id }) => id) : this.timeline.inSight);
    const wanted = this.shown.filter(({ id, runs }) => runs === null && sight.has(id) && !this.asked.has(id));
    if (wanted.length === 0) return;
    for (const { id } of wanted) this.asked.add(id);
    this.do(this.ports.readRuns(wanted.map(({ id }) => id)));
  }

  private get told(): Told {
    const { range, strings, times } = this;
    return { range, now: Date.now(), strings, times };
  }

  private ticks(layer: Layer): readonly TickText[] {
    return tickTexts(layer, this.choices.zone === "" ? this.view.zone : this.choices.zone, this.told);
  }

  private open(cron: UpcomingCron, mark: RowMark | undefined): void {
    const run = mark?.runs.at(-1);
    if (run?.opens === true) this.do(this.ports.act({ kind: "run", cron: cron.id, run: run.id }));
    else this.do(this.ports.act({ kind: "cron", cron: cron.id }));
  }

  private async save(type: "png" | "svg"): Promise<void> {
    const { range, strings, times } = this;
    const now = Date.now();
    const layer = { from: range.from, to: range.from + range.length, width: 1000 };
    const note = (cron: UpcomingCron) => aboutCron(cron, this.told).note;
    const ticks = this.ticks(layer).filter(({ text }) => text !== "");
    const title = `${strings.heading} · ${this.view.title} · ${this.choices.zone || this.view.zone}`;
    const facts = {
      title,
      summary: totalWords(this.shown, this.view.isReading, this.told),
      crons: this.shown,
      layer,
      ticks,
      now,
      note,
    };
    const style = getComputedStyle(this.element);
    const picture = pictureOf(facts, (look) => style.getPropertyValue(`--${look}`).trim() || times.number(0));
    await this.ports.savePicture({ type, content: type === "svg" ? svgOf(picture) : await pngOf(picture) });
  }

  private do(work: Promise<unknown>): void {
    this.drawProblems();
    work.catch((failure: unknown) => this.fail(failure instanceof Error ? failure.message : String(failure)));
  }

  private takeSaved(saved: unknown): void {
    if (typeof saved !== "object" || saved === null) return;
    const { asTable, filter, onlyAttention, range, zone } = saved as Readonly<Record<string, unknown>>;
    this.range = readRange(range) ?? this.range;
    this.choices = {
      zone: typeof zone === "string" && findTimeZone(zone) !== undefined ? zone : "",
      filter: typeof filter === "string" ? filter : "",
      onlyAttention: onlyAttention === true,
      asTable: asTable === true,
    };
  }
}
