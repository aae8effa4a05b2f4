import { fillMessage } from "../../../src/core/fillMessage";
import type { Choice, Choices } from "../../../src/protocol/cronForm";
import type { FormStrings } from "../../../src/protocol/formStrings";
import { debounce, element, icon, latest, setAttributes } from "../dom";

export interface ComboboxOptions {
  /** Of the input; the ids of the other parts begin with it. */
  readonly id: string;
  /** What the choices are of, for screen readers. */
  readonly label: string;
  readonly placeholder?: string;
  readonly strings: FormStrings;
  readonly required?: boolean;
  /** What fits the typed text, all of it where that is empty. Asked when the list opens and while somebody types. */
  readonly find: (typed: string) => Promise<Choices>;
  /** Milliseconds to wait after a key before `find` is asked. */
  readonly patience: number;
  readonly onChange: () => void;
  /** The user took this entry, or typed its value in full. */
  readonly onTake?: (choice: Choice) => void;
}

export interface Combobox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
}

type Popup =
  | { readonly kind: "closed" }
  | { readonly kind: "open"; readonly choices: readonly Choice[]; readonly active: number };

const mostShown = 200;

/** A text input with a list of suggestions, after the ARIA pattern: the focus stays in the input, any text is allowed. */
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
  const list = element("ul", {
    id: `${id}-list`,
    role: "listbox",
    "aria-label": fillMessage(strings.choicesOf, { label: options.label }),
  });
  const status = element("div", { class: "listStatus", role: "status" });
  const popup = element("div", { class: "popup", hidden: true }, list, status);
  let state: Popup = { kind: "closed" };

  function render(next: Popup): void {
    state = next;
    const open = next.kind === "open";
    popup.hidden = !open && status.textContent === "";
    setAttributes(input, {
      "aria-expanded": open && next.choices.length > 0 ? "true" : "false",
      "aria-activedescendant": open && next.active >= 0 ? `${id}-option-${next.active}` : undefined,
    });
    if (!open) {
      return;
    }
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(index === next.active));
    }
    list.children[next.active]?.scrollIntoView({ block: "nearest" });
  }

  function close(): void {
    status.textContent = "";
    list.replaceChildren();
    render({ kind: "closed" });
  }

  function take(choice: Choice): void {
    input.value = choice.value;
    close();
    options.onTake?.(choice);
    options.onChange();
  }

  function optionElement(choice: Choice, index: number): HTMLElement {
    const detail = choice.detail === "" ? [] : [element("span", { class: "detail" }, choice.detail)];
    const option = element("li", { id: `${id}-option-${index}`, role: "option" }, choice.label, ...detail);
    // The input keeps the focus: a click must not take it.
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => take(choice));
    return option;
  }

  const receive = latest<Choices>(
    (found) => {
      if (document.activeElement !== input) {
        return;
      }
      const choices = found.kind === "list" ? found.choices.slice(0, mostShown) : [];
      list.replaceChildren(...choices.map(optionElement));
      status.textContent = describe(found, strings);
      status.classList.toggle("spoken", choices.length > 0);
      render({ kind: "open", choices, active: -1 });
    },
    (failure) => {
      status.textContent = failure instanceof Error ? failure.message : String(failure);
      render({ kind: "open", choices: [], active: -1 });
    },
  );

  const search = () => {
    if (state.kind === "closed") {
      status.textContent = strings.loading;
      status.classList.remove("spoken");
      popup.hidden = false;
    }
    void receive(options.find(input.value.trim()));
  };
  /** All choices, with what is typed left as it is. */
  const showAll = () => {
    status.textContent = strings.loading;
    popup.hidden = false;
    void receive(options.find(""));
  };
  const searchLater = debounce(search, options.patience);

  function move(step: 1 | -1): boolean {
    if (state.kind === "closed") {
      showAll();
    } else {
      const count = state.choices.length;
      const from = state.active < 0 && step < 0 ? 0 : state.active;
      render({ ...state, active: count === 0 ? -1 : (from + step + count) % count });
    }
    return true;
  }

  /** What a key does, and whether it meant the list; otherwise it is left to the page. */
  const keys: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: () => {
      const wasOpen = !popup.hidden;
      close();
      return wasOpen;
    },
    Enter: () => {
      const active = state.kind === "open" ? state.choices[state.active] : undefined;
      if (active !== undefined) {
        take(active);
      } else {
        close();
      }
      return active !== undefined;
    },
  };

  input.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey || event.altKey) && keys[event.key]?.() === true) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  input.addEventListener("input", () => {
    options.onChange();
    searchLater();
  });
  input.addEventListener("blur", close);
  toggle.addEventListener("mousedown", (event) => event.preventDefault());
  toggle.addEventListener("click", () => {
    input.focus();
    if (popup.hidden) {
      showAll();
    } else {
      close();
    }
  });
  return { element: element("div", { class: "combobox" }, input, toggle, popup), input };
}

function describe(found: Choices, strings: FormStrings): string {
  if (found.kind === "unavailable") {
    return found.message;
  }
  return found.choices.length === 0
    ? strings.noChoices
    : fillMessage(strings.countChoices, { count: found.choices.length });
}

/** Entries whose value, label or detail holds all typed words, in any case; blanks and underscores are the same. */
export function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  const plain = (text: string) => text.toLowerCase().replaceAll("_", " ");
  const words = plain(typed).split(" ");
  return choices.filter((choice) => {
    const text = plain(`${choice.value} ${choice.label} ${choice.detail}`);
    return words.every((word) => text.includes(word));
  });
}
