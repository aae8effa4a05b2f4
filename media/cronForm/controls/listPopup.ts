import { fillMessage } from "../../../src/core/base/message";
import type { Choice, Choices } from "../../../src/protocol/cronForm";
import type { FormStrings } from "../../../src/protocol/formStrings";
import { element, setAttributes } from "../../shared/dom";
import { placeList } from "./placeList";

interface ListPopupOptions {
  /** The id of the list's input; the ids of the parts start with it. */
  readonly id: string;
  /** Names the list for screen readers. */
  readonly label: string;
  readonly strings: FormStrings;
  readonly onTake: (choice: Choice) => void;
}

/** Rows drawn at once; more are drawn when the user scrolls or moves towards them. */
const pageLength = 100;

/** The list below (or above) a combobox: its rows, the active row, and a line with the status. */
export class ListPopup {
  readonly element: HTMLElement;
  /** -1: no row. */
  active = -1;
  private readonly list: HTMLUListElement;
  private readonly status: HTMLElement;
  private choices: readonly Choice[] = [];
  private readonly follow = () => placeList(this.element);

  constructor(private readonly options: ListPopupOptions) {
    const { id, label, strings } = options;
    this.list = element("ul", {
      id: `${id}-list`,
      role: "listbox",
      // Tab would otherwise stop at a list that scrolls, and the focus would be lost when it closes.
      tabindex: -1,
      "aria-label": fillMessage(strings.choicesOf, { label }),
    });
    this.status = element("div", { class: "listStatus", role: "status" });
    this.element = element("div", { class: "popup", hidden: true }, this.list, this.status);
    // A click in here leaves the focus in the input, whether on a row, the scroll bar or the status line.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("scroll", () => this.drawWhereScrolled());
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  get count(): number {
    return this.choices.length;
  }

  get activeChoice(): Choice | undefined {
    return this.choices[this.active];
  }

  /** The id of an option's element. */
  optionId(index: number): string {
    return `${this.options.id}-option-${index}`;
  }

  /** Says that an answer is pending. An open list stays until it arrives. */
  wait(): void {
    if (this.count === 0) {
      this.say(this.options.strings.loading);
    }
  }

  show(found: Choices): void {
    const { strings } = this.options;
    if (found.kind === "unavailable") {
      this.say(found.message);
    } else if (found.choices.length === 0) {
      this.say(strings.noChoices);
    } else {
      const count = fillMessage(strings.countChoices, { count: found.choices.length });
      this.fill(found.choices, found.more ?? count, found.usual);
      this.status.classList.toggle("spoken", found.more === undefined);
    }
  }

  /** Shows a line instead of rows. */
  say(text: string): void {
    this.fill([], text);
    this.status.classList.remove("spoken");
  }

  close(): void {
    this.choices = [];
    this.active = -1;
    this.list.replaceChildren();
    this.status.textContent = "";
    this.element.hidden = true;
    window.removeEventListener("scroll", this.follow);
    window.removeEventListener("resize", this.follow);
  }

  activate(index: number): void {
    this.draw(index + 1);
    this.mark(this.active, false);
    this.active = index;
    this.mark(index, true)?.scrollIntoView({ block: "nearest" });
  }

  private fill(choices: readonly Choice[], status: string, usual?: string): void {
    const chosen = this.activeChoice?.value ?? usual;
    this.choices = choices;
    this.active = -1;
    this.list.replaceChildren();
    this.draw(pageLength);
    this.list.scrollTop = 0;
    this.status.textContent = status;
    this.element.hidden = false;
    window.addEventListener("scroll", this.follow);
    window.addEventListener("resize", this.follow);
    this.follow();
    // A user who types and moves faster than the answer arrives keeps the active row.
    const kept = choices.findIndex(({ value }) => value === chosen);
    if (kept >= 0) {
      this.activate(kept);
    }
  }

  /** Draws whole pages until this many rows exist, or all choices are drawn. */
  private draw(wanted: number): void {
    const drawn = this.list.childElementCount;
    if (wanted > drawn) {
      const end = Math.ceil(wanted / pageLength) * pageLength;
      this.list.append(...this.choices.slice(drawn, end).map((choice, index) => this.row(choice, drawn + index)));
    }
  }

  private drawWhereScrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.list;
    if (scrollTop + 2 * clientHeight > scrollHeight) {
      this.draw(this.list.childElementCount + 1);
    }
  }

  private row(choice: Choice, index: number): HTMLElement {
    const detail = choice.detail === "" ? [] : [element("span", { class: "detail" }, choice.detail)];
    const row = element(
      "li",
      {
        id: this.optionId(index),
        role: "option",
        "aria-selected": "false",
        // A screen reader can't count the rows, because not all of them are drawn.
        "aria-posinset": index + 1,
        "aria-setsize": this.count,
      },
      choice.label,
      ...detail,
    );
    row.addEventListener("click", () => this.options.onTake(choice));
    return row;
  }

  private mark(index: number, active: boolean): Element | undefined {
    const row = this.list.children[index];
    if (row !== undefined) {
      setAttributes(row, { "aria-selected": String(active) });
    }
    return row;
  }
}
