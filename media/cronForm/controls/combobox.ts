import { fillMessage } from "../../../src/core/base/message";
import type { Choice, Choices } from "../../../src/protocol/cronForm";
import type { FormStrings } from "../../../src/protocol/formStrings";
import { debounce, element, icon, latest, setAttributes } from "../../shared/dom";
import type { ChangeKind } from "../fieldHistory";
import { ListPopup } from "./listPopup";

export interface ComboboxOptions {
  /** The id of the input; the ids of the other parts start with it. */
  readonly id: string;
  /** Names the list for screen readers. */
  readonly label: string;
  readonly placeholder?: string;
  readonly strings: FormStrings;
  readonly required?: boolean;
  /** The choices that match the typed text, or all if it is empty. Called when the list opens and as the user types. */
  readonly find: (typed: string) => Promise<Choices>;
  /** Whether to search for what is typed; default: always. */
  readonly searches?: (typed: string) => boolean;
  /** Milliseconds to wait after a key press before calling `find`. */
  readonly patience: number;
  readonly onChange: (kind: ChangeKind) => void;
  /** The user picked this entry, or typed its value in full. */
  readonly onTake?: (choice: Choice) => void;
}

export interface Combobox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
}

/** How many rows Page Up and Page Down move. */
const pageStep = 8;

/** A text input with suggestions, following the ARIA pattern: focus stays in the input, any text is allowed. */
export function createCombobox(options: ComboboxOptions): Combobox {
  const { id, strings } = options;
  const input = element("input", {
    id,
    type: "text",
    role: "combobox",
    placeholder: options.placeholder,
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": `${id}-list`,
    "aria-required": options.required === true ? "true" : undefined,
  });
  const toggle = element(
    "button",
    {
      type: "button",
      class: "toggle",
      tabindex: -1,
      "aria-label": fillMessage(strings.showChoices, { label: options.label }),
    },
    icon("expand"),
  );
  const popup = new ListPopup({ id, label: options.label, strings, onTake: take });

  /** Tells screen readers whether the list is open and which row is active. */
  function describe(): void {
    setAttributes(input, {
      "aria-expanded": String(popup.count > 0),
      "aria-activedescendant": popup.active >= 0 ? popup.optionId(popup.active) : undefined,
    });
  }

  /** Also drops pending answers: a list that was closed must not open again by itself. */
  function close(): void {
    searchLater.cancel();
    answers.drop();
    popup.close();
    describe();
  }

  function take(choice: Choice): void {
    input.value = choice.value;
    close();
    options.onTake?.(choice);
    options.onChange("stroke");
  }

  const answers = latest<Choices>(
    (found) => {
      popup.show(found);
      describe();
    },
    (failure) => {
      popup.say(failure instanceof Error ? failure.message : String(failure));
      describe();
    },
  );

  function ask(found: Promise<Choices>): void {
    popup.wait();
    void answers.take(found);
  }

  /** All choices; the usual one is marked, so that Enter takes it. */
  const open = () => ask(options.find(""));

  const searchLater = debounce(() => {
    const typed = input.value.trim();
    if (options.searches?.(typed) ?? true) ask(options.find(typed).then(withoutUsual));
    else close();
  }, options.patience);

  /** Opens the list with all choices and keeps the typed text; if it is open, moves by this many rows. */
  function move(step: number, wraps: boolean): boolean {
    const { active, count } = popup;
    if (!popup.isOpen) {
      open();
    } else if (count > 0) {
      const next = active < 0 ? (step < 0 ? count - 1 : 0) : active + step;
      popup.activate(wraps ? (next + count) % count : Math.min(count - 1, Math.max(0, next)));
      describe();
    }
    return true;
  }

  /** What a key does. Returns whether the key was for the list; if not, the page handles it. */
  const keys: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => move(1, true),
    ArrowUp: () => move(-1, true),
    PageDown: () => popup.isOpen && move(pageStep, false),
    PageUp: () => popup.isOpen && move(-pageStep, false),
    Escape: () => {
      const wasOpen = popup.isOpen;
      close();
      return wasOpen;
    },
    Enter: () => {
      const choice = popup.activeChoice;
      if (choice !== undefined) {
        take(choice);
      } else {
        close();
      }
      return choice !== undefined;
    },
  };

  input.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey || event.altKey) && keys[event.key]?.() === true) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  input.addEventListener("input", () => {
    options.onChange("typing");
    searchLater();
  });
  input.addEventListener("blur", close);
  toggle.addEventListener("mousedown", (event) => event.preventDefault());
  toggle.addEventListener("click", () => {
    input.focus();
    if (popup.isOpen) {
      close();
    } else {
      open();
    }
  });
  return { element: element("div", { class: "combobox" }, input, toggle, popup.element), input };
}

/** Enter keeps what is typed, until the user moves to another entry. */
function withoutUsual(found: Choices): Choices {
  if (found.kind !== "list") return found;
  const { usual: _usual, ...rest } = found;
  return rest;
}

/** Entries whose value, label or detail contains all typed words; case doesn't matter, and `_` counts as a blank. */
export function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  const plain = (text: string) => text.toLowerCase().replaceAll("_", " ");
  const words = plain(typed).split(" ");
  return choices.filter((choice) => {
    const text = plain(`${choice.value} ${choice.label} ${choice.detail}`);
    return words.every((word) => text.includes(word));
  });
}
