import type { Choice } from "../../../src/protocol/cronForm";
import { element } from "../../shared/dom";
import type { Control } from "./control";

/** Says below an input what the id in it means, as far as that is known. */
export class ChosenLine {
  readonly element: HTMLElement;
  private choice: Choice | undefined;

  /** `input`: read only when there is something to say. */
  constructor(
    id: string,
    private readonly input: () => HTMLInputElement,
  ) {
    this.element = element("p", { class: "chosen", id });
  }

  /** What the value is called; empty: not known. */
  get title(): string {
    return this.shown?.label ?? "";
  }

  /** It counts as long as the input has its value. */
  take(choice: Choice): void {
    this.choice = choice;
    this.refresh();
  }

  /** Call it when the input has another value. */
  refresh(): void {
    this.element.textContent = this.shown === undefined ? "" : describeChoice(this.shown);
  }

  private get shown(): Choice | undefined {
    return this.choice?.value === this.input().value.trim() ? this.choice : undefined;
  }
}

/** A control with such a line below its input. */
export function withChosen(control: Control, chosen: ChosenLine): Control {
  const refreshed =
    <Value>(show: (value: Value) => void) =>
    (value: Value) => {
      show(value);
      chosen.refresh();
    };
  return {
    ...control,
    description: chosen.element.id,
    called: (choice) => chosen.take(choice),
    title: () => chosen.title,
    restore: refreshed(control.restore),
    show: refreshed(control.show),
    change: (path, value) => {
      control.change(path, value);
      chosen.refresh();
    },
  };
}

/** Says what an id means; nothing if the value is clear without it. */
function describeChoice(choice: Choice): string {
  return choice.label === choice.value ? "" : [choice.label, choice.detail].filter((text) => text !== "").join(" · ");
}
