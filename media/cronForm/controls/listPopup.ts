import { fillMessage } from "../../../src/core/base/message";
import type { Choice, Choices } from "../../../src/protocol/cronForm";
import type { FormStrings } from "../../../src/protocol/formStrings";
import { element, setAttributes } from "../dom";
import { placeList } from "./placeList";

interface ListPopupOptions {
  /** Of the input that the list belongs to; the ids of the parts begin with it. */
  readonly id: string;
  /** What the choices are of, for screen readers. */
  readonly label: string;
  readonly strings: FormStrings;
  readonly onTake: (choice: Choice) => void;
}

/** Rows that are drawn at once; the next ones follow when somebody scrolls or steps towards them. */
const pageLength = 100;

/** The list below (or above) a combobox: its rows, which of them is active, and a line that says what was found. */
export class ListPopup {
  readonly element: HTMLElement;
  /** -1: none. */
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
      // A list that scrolls would take the focus from Tab, and lose it when it closes.
      tabindex: -1,
      "aria-label": fillMessage(strings.choicesOf, { label }),
    });
    this.status = element("div", { class: "listStatus", role: "status" });
    this.element = element("div", { class: "popup", hidden: true }, this.list, this.status);
    // The input keeps the focus, whatever is clicked in here: a row, the scroll bar, the line of status.
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

  /** Says that an answer is awaited. A list that is open stays until it comes. */
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
      this.fill(found.choices, found.more ?? count);
      this.status.classList.toggle("spoken", found.more === undefined);
    }
  }

  /** A line in place of the rows. */
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

  private fill(choices: readonly Choice[], status: string): void {
    const chosen = this.activeChoice?.value;
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
    // Somebody who types and steps faster than the answer comes keeps the row that they have stepped to.
    const kept = choices.findIndex(({ value }) => value === chosen);
    if (kept >= 0) {
      this.activate(kept);
    }
  }

  /** Draws whole pages until there are this many rows, as far as there are choices. */
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
        // Not all rows are drawn, so that a screen reader can't count them.
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
