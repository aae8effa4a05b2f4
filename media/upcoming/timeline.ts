import type { UpcomingCron } from "../../src/protocol/upcoming";
import type { UpcomingStrings } from "../../src/protocol/upcomingStrings";
import { element, setAttributes } from "../shared/dom";
import { Backdrop, type BackdropFacts } from "./backdrop";
import { type GridKey, gridKey } from "./gridKeys";
import { rowHeight } from "./markPaths";
import { firstMark, lastMark, markAt, nearestMark } from "./markSearch";
import { panWithPointer } from "./panWithPointer";
import { type Layer, layerAround, type RowMark, rowPicture } from "./rowMarks";
import { RowView } from "./rowView";
import type { TimelinePorts } from "./timelinePorts";
import type { TimeRange } from "./timeRange";

/** Rows beyond the window's edges, so that a short scroll shows no gap. */
const beyond = 4;

/** Crons with their places among all. */
type IndexedCrons = readonly (readonly [index: number, cron: UpcomingCron])[];

/**
 * The crons as rows on a line of time. Only rows in sight are there. A layer that is wider than the window is drawn once
 * and moved while somebody pans; it is drawn anew when its edge comes into sight.
 */
export class Timeline {
  readonly element = element("div", { class: "timeline" });
  private readonly grid = element("div", { class: "grid", role: "grid", tabindex: 0 });
  private readonly body = element("div", { class: "rows", role: "rowgroup" });
  private readonly backdrop: Backdrop;
  private readonly rows = new Map<string, RowView>();
  /** What moves, of all rows: found anew by itself. */
  private readonly layers = this.element.getElementsByClassName("layer") as HTMLCollectionOf<HTMLElement>;
  /** Where time is drawn; undefined when it may have changed. */
  private lane: DOMRect | undefined;
  private crons: readonly UpcomingCron[] = [];
  private range: TimeRange = { from: 0, length: 1 };
  private layer: Layer = { from: 0, to: 1, width: 1 };
  private now = 0;
  private focused: string | undefined;

  constructor(
    strings: UpcomingStrings,
    private readonly ports: TimelinePorts,
  ) {
    this.backdrop = new Backdrop(ports.ticks);
    const corner = element("div", { role: "columnheader", class: "name" }, strings.cron);
    const runs = element("span", { class: "spoken" }, strings.runs);
    const axis = element("div", { role: "columnheader", class: "lane" }, runs, this.backdrop.axis);
    const head = element("div", { class: "head", role: "row", "aria-rowindex": 1 }, corner, axis);
    this.grid.setAttribute("aria-label", strings.grid);
    this.body.append(this.backdrop.element);
    this.grid.append(element("div", { role: "rowgroup", class: "heads" }, head), this.body);
    this.element.append(this.grid);
    this.grid.addEventListener("keydown", (event) => this.press(event));
    this.grid.addEventListener("focus", () => this.enter());
    this.body.addEventListener("pointermove", (event) => this.point(event));
    this.body.addEventListener("click", (event) => this.click(event));
    const { pan, zoom } = ports;
    const lane = () => {
      this.lane ??= this.backdrop.element.getBoundingClientRect();
      return this.lane;
    };
    panWithPointer(this.grid, { pan, zoom, lane, isFree: (event) => this.under(event) === undefined });
    new ResizeObserver(() => {
      this.lane = undefined;
      this.redraw();
    }).observe(this.body);
    window.addEventListener("scroll", () => this.drawRows(), { passive: true });
  }

  /** The ids of the rows in sight. */
  get inSight(): readonly string[] {
    return this.indexed().map(([, { id }]) => id);
  }

  show(crons: readonly UpcomingCron[], range: TimeRange, now: number): void {
    this.crons = crons;
    this.range = range;
    this.now = now;
    const ids = new Set(crons.map(({ id }) => id));
    for (const [id, row] of this.rows) {
      if (ids.has(id)) continue;
      row.element.remove();
      this.rows.delete(id);
    }
    this.body.style.height = `${crons.length * rowHeight}px`;
    setAttributes(this.grid, { "aria-rowcount": crons.length + 1 });
    this.redraw();
  }

  /** Another part of time. While it is within the layer, that is only moved. */
  move(range: TimeRange, now: number): void {
    const isZoomed = range.length !== this.range.length;
    this.range = range;
    this.now = now;
    const isInside = range.from >= this.layer.from && range.from + range.length <= this.layer.to;
    if (isZoomed || !isInside) this.redraw();
    else this.shift();
  }

  /** What takes longer than a frame: called when the picture has come to rest. */
  settle(facts: BackdropFacts): void {
    for (const [, cron] of this.redraw(facts)) {
      const { note, summary } = this.ports.about(cron);
      this.rows.get(cron.id)?.describe(note, summary);
    }
  }

  /** Everything that is in sight: it is read where that is before anything is written, so that layout is computed once. */
  private redraw(facts?: BackdropFacts): IndexedCrons {
    const lane = this.backdrop.element.getBoundingClientRect().width;
    if (lane < 1) return [];
    const crons = this.indexed();
    this.layer = layerAround(this.range, lane);
    this.backdrop.show(this.layer, facts, this.now);
    this.element.style.setProperty("--layer", `${this.layer.width}px`);
    this.drawRows(crons, true);
    return crons;
  }

  /** By a style of each layer: a property of them all would let the browser look at everything inside them. */
  private shift(): void {
    const { from, to, width } = this.layer;
    const by = `translateX(${((from - this.range.from) / (to - from)) * width}px)`;
    for (const layer of this.layers) layer.style.transform = by;
  }

  private drawRows(crons = this.indexed(), all = false): void {
    const wanted = new Set<string>();
    for (const [index, cron] of crons) {
      wanted.add(cron.id);
      const known = this.rows.get(cron.id);
      if (known !== undefined && !all) continue;
      const row = known ?? this.createRow(cron);
      row.show(cron, rowPicture(cron, this.layer, this.now), index);
      if (known !== undefined) continue;
      this.rows.set(cron.id, row);
      this.body.append(row.element);
      const { note, summary } = this.ports.about(cron);
      row.describe(note, summary);
    }
    for (const [id, row] of this.rows) {
      if (wanted.has(id) || id === this.focused) continue;
      row.element.remove();
      this.rows.delete(id);
    }
    this.shift();
  }

  private createRow(cron: UpcomingCron): RowView {
    return new RowView(cron, {
      open: this.ports.open,
      words: (mark) => this.ports.words(this.crons.find(({ id }) => id === cron.id) ?? cron, mark),
    });
  }

  /** The crons in sight, and a few around them, with their places. */
  private indexed(): IndexedCrons {
    const top = -this.body.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(top / rowHeight) - beyond);
    const last = Math.ceil((top + window.innerHeight) / rowHeight) + beyond;
    return this.crons.slice(first, Math.max(first, last)).map((cron, offset) => [first + offset, cron] as const);
  }

  /** The grid is one stop of the tab key: it goes on where the keyboard was. */
  private enter(): void {
    this.go(
      Math.max(
        0,
        this.crons.findIndex(({ id }) => id === this.focused),
      ),
      undefined,
    );
  }

  private isOnScreen({ id }: UpcomingCron): boolean {
    const box = this.rows.get(id)?.element.getBoundingClientRect();
    return box !== undefined && box.top >= rowHeight && box.bottom <= window.innerHeight;
  }

  /** Puts the keyboard to a row, and to one of its marks or its name. */
  private go(index: number, near: ((row: RowView) => RowMark | undefined) | undefined): void {
    const cron = this.crons[index];
    if (cron === undefined) return;
    const before = this.focused === undefined ? undefined : this.rows.get(this.focused);
    this.focused = cron.id;
    if (!this.isOnScreen(cron)) {
      const top = this.body.getBoundingClientRect().top + window.scrollY + index * rowHeight;
      window.scrollTo({ top: top - window.innerHeight / 2 });
    }
    this.drawRows();
    const row = this.rows.get(cron.id);
    if (row === undefined) return;
    if (before !== row) before?.leave();
    const mark = near?.(row);
    if (mark !== undefined) this.bringIntoSight(mark);
    const again = mark && (row.marks.find(({ first, look }) => first === mark.first && look === mark.look) ?? mark);
    row.focus(again);
    this.ports.say(
      again === undefined ? `${cron.name}: ${cron.health}` : `${cron.name}: ${this.ports.words(cron, again)}`,
    );
  }

  private bringIntoSight({ first, last }: RowMark): void {
    const { from, length } = this.range;
    if (last < from) this.ports.pan((first - from) / length - 0.2);
    else if (first > from + length) this.ports.pan((first - from) / length - 0.8);
  }

  private press(event: KeyboardEvent): void {
    const index = this.crons.findIndex(({ id }) => id === this.focused);
    const row = this.focused === undefined ? undefined : this.rows.get(this.focused);
    if (index < 0 || row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = gridKey(event.key);
    if (key === undefined) return;
    event.preventDefault();
    this.follow(key, index, row);
  }

  private follow(key: GridKey, index: number, { current, marks }: RowView): void {
    const place = current === undefined ? -1 : marks.indexOf(current);
    switch (key.kind) {
      case "row": {
        const row = Math.min(this.crons.length - 1, Math.max(0, index + key.by));
        this.go(row, (next) => current && nearestMark(next.marks, current));
        break;
      }
      case "next":
        this.go(index, () => (current === undefined ? firstMark(marks, this.range) : marks[place + 1]) ?? current);
        break;
      case "previous":
        this.go(index, () => marks[place - 1]);
        break;
      case "name":
        this.go(index, undefined);
        break;
      case "last":
        this.go(index, () => lastMark(marks, this.range) ?? current);
        break;
      case "zoom":
        this.ports.zoom(key.factor, 0.5);
        break;
      case "now":
        this.ports.goToNow();
    }
  }

  private under(event: MouseEvent): { readonly cron: UpcomingCron; readonly mark: RowMark } | undefined {
    const box = this.body.getBoundingClientRect();
    const cron = this.crons[Math.floor((event.clientY - box.top) / rowHeight)];
    const lane = this.backdrop.element.getBoundingClientRect();
    if (cron === undefined || event.clientX < lane.left) return undefined;
    const moment = this.range.from + ((event.clientX - lane.left) / lane.width) * this.range.length;
    const { from, to, width } = this.layer;
    const mark = markAt(this.rows.get(cron.id)?.marks ?? [], ((moment - from) / (to - from)) * width);
    return mark && { cron, mark };
  }

  private point(event: PointerEvent): void {
    const found = this.under(event);
    this.body.style.cursor = found === undefined ? "" : "pointer";
    this.ports.say(found === undefined ? "" : `${found.cron.name}: ${this.ports.words(found.cron, found.mark)}`);
  }

  private click(event: MouseEvent): void {
    if (event.target instanceof Element && event.target.closest("button") !== null) return;
    const found = this.under(event);
    if (found !== undefined) this.ports.open(found.cron, found.mark);
  }
}
