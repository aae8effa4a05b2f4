import type { UpcomingCron } from "../../src/protocol/upcoming";
import { button, element, setAttributes } from "../shared/dom";
import { markPaths, rowHeight } from "./markPaths";
import { markWidth, type RowMark, type RowPicture } from "./rowMarks";

const svg = "http://www.w3.org/2000/svg";

interface RowPorts {
  readonly open: (cron: UpcomingCron, mark: RowMark | undefined) => void;
  readonly words: (mark: RowMark) => string;
}

/** A row: a cron's name, and its runs as a few paths. The one mark that the keyboard is at is a button. */
export class RowView {
  readonly element = element("div", { class: "row", role: "row" });
  private readonly nameButton: HTMLButtonElement;
  private readonly health = element("span", { class: "detail health" });
  private readonly lane = element("div", { class: "lane", role: "gridcell" });
  private readonly layer = element("div", { class: "layer" });
  private readonly hatch = element("div", { class: "paused" });
  private readonly note = element("span", { class: "note" });
  private readonly drawing = document.createElementNS(svg, "svg");
  private cursor: HTMLButtonElement | undefined;
  private at: RowMark | undefined;
  private shown: { readonly cron: UpcomingCron; readonly picture: RowPicture };

  constructor(
    cron: UpcomingCron,
    private readonly ports: RowPorts,
  ) {
    this.shown = { cron, picture: { marks: [], pausedFrom: undefined, isUnknown: false } };
    this.nameButton = button({ label: "", kind: "link", onPress: () => ports.open(this.shown.cron, undefined) });
    this.nameButton.tabIndex = -1;
    setAttributes(this.drawing, { "aria-hidden": "true", height: rowHeight });
    const name = element("div", { class: "name", role: "rowheader" }, this.nameButton, this.health);
    this.layer.append(this.hatch, this.drawing);
    this.lane.append(this.layer, this.note);
    this.element.append(name, this.lane);
  }

  get marks(): readonly RowMark[] {
    return this.shown.picture.marks;
  }

  /** Where the keyboard is in this row; undefined: at its name. */
  get current(): RowMark | undefined {
    return this.at;
  }

  /** `index`: the row's place. `note`: why it has no coming runs; `summary`: what the row says as a whole. */
  show(cron: UpcomingCron, picture: RowPicture, index: number): void {
    this.shown = { cron, picture };
    this.element.style.top = `${index * rowHeight}px`;
    setAttributes(this.element, { "aria-rowindex": index + 2 });
    this.nameButton.textContent = cron.name;
    this.nameButton.title = cron.name;
    this.health.textContent = cron.health;
    this.health.className = `detail health${cron.needsAttention ? " attention" : ""}`;
    this.hatch.hidden = picture.pausedFrom === undefined;
    this.hatch.style.left = `${picture.pausedFrom ?? 0}px`;
    this.drawing.replaceChildren(
      ...[...markPaths(picture.marks)].map(([look, path]) => {
        const drawn = document.createElementNS(svg, "path");
        setAttributes(drawn, { class: look, d: path });
        return drawn;
      }),
    );
    if (this.at !== undefined) this.follow(this.at);
  }

  describe(note: string, summary: string): void {
    this.note.textContent = note;
    setAttributes(this.lane, { "aria-label": summary });
  }

  get name(): HTMLElement {
    return this.nameButton;
  }

  /** Puts the keyboard to a mark of this row, or to its name. A new button is read out as a whole. */
  focus(mark: RowMark | undefined): void {
    const before = this.cursor;
    this.at = mark;
    this.cursor = undefined;
    if (mark === undefined) {
      this.nameButton.focus({ preventScroll: true });
    } else {
      this.cursor = this.cursorAt(mark);
      this.layer.append(this.cursor);
      this.cursor.focus({ preventScroll: true });
    }
    before?.remove();
  }

  /** The keyboard has gone elsewhere. */
  leave(): void {
    this.at = undefined;
    this.cursor?.remove();
    this.cursor = undefined;
  }

  private cursorAt(mark: RowMark): HTMLButtonElement {
    const made = button({ label: "", kind: "link", onPress: () => this.ports.open(this.shown.cron, this.at) });
    made.className = "cursor";
    made.setAttribute("aria-label", this.ports.words(mark));
    this.place(made, mark);
    return made;
  }

  /** The same mark may be elsewhere now, or be part of another one. */
  private follow(mark: RowMark): void {
    const { marks } = this.shown.picture;
    const same = marks.find(({ first, look }) => first === mark.first && look === mark.look);
    const found = same ?? marks.find(({ first, last }) => first <= mark.first && last >= mark.first);
    if (found === undefined || this.cursor === undefined) return;
    this.at = found;
    this.place(this.cursor, found);
  }

  private place({ style }: HTMLElement, { width, x }: RowMark): void {
    style.left = `${x - 3}px`;
    style.width = `${Math.max(markWidth, width) + 6}px`;
  }
}
