type Attribute = string | number | boolean | undefined;
type Child = Node | string;

/** Creates an element. Attributes that are false or undefined are left out; text is inserted as text, never as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

export function setAttributes(target: Element, attributes: Readonly<Record<string, Attribute>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) {
      target.removeAttribute(name);
    } else {
      target.setAttribute(name, value === true ? "" : String(value));
    }
  }
}

const icons = {
  error: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm.8 10.5H7.2V10h1.6v1.5zm0-2.8H7.2V4.5h1.6v4.2z",
  warning: "M8 1.5.8 14.5h14.4L8 1.5zm.8 11H7.2V11h1.6v1.5zm0-2.8H7.2V6h1.6v3.7z",
  info: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm.8 10.5H7.2V7.2h1.6v4.3zm0-5.6H7.2V4.4h1.6v1.5z",
  busy: "M8 2.5a5.5 5.5 0 1 0 5.5 5.5H12A4 4 0 1 1 8 4v2.2l3.3-2.9L8 .4v2.1z",
  done: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm-1.1 10.2L3.9 8.2 5 7.1l1.9 1.9L11 4.9l1.1 1.1-5.2 5.2z",
  expand: "m4 6 4 4 4-4-.9-.9L8 8.2 4.9 5.1z",
  remove: "m12.4 4.5-.9-.9L8 7.1 4.5 3.6l-.9.9L7.1 8l-3.5 3.5.9.9L8 8.9l3.5 3.5.9-.9L8.9 8z",
} as const;

export type IconName = keyof typeof icons;

/** A 16-pixel icon in the colour of its text; words beside it always say what it means. */
export function icon(name: IconName): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(namespace, "svg");
  setAttributes(picture, { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" });
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", icons[name]);
  picture.append(path);
  return picture;
}

interface ButtonOptions {
  readonly label: string;
  readonly kind: "primary" | "secondary" | "link";
  readonly onPress: () => void;
}

export function button(options: ButtonOptions): HTMLButtonElement {
  const made = element("button", { type: "button", class: options.kind }, options.label);
  made.addEventListener("click", options.onPress);
  return made;
}

/** Draws anew what is in an element. A button that had the focus keeps it, if there is one with the same text again. */
export function replaceKeepingFocus(parent: HTMLElement, ...children: readonly HTMLElement[]): void {
  const buttons = () => [...parent.querySelectorAll("button")];
  const focused = buttons().find((each) => each === document.activeElement);
  parent.replaceChildren(...children);
  if (focused !== undefined)
    buttons()
      .find(({ textContent }) => textContent === focused.textContent)
      ?.focus();
}

/** Calls `action` once calls have stopped for this long; `flush` runs a pending call now, `cancel` drops it. */
export function debounce(
  action: () => void,
  milliseconds: number,
): { (): void; readonly flush: () => void; readonly cancel: () => void } {
  let timer: number | undefined;
  const cancel = () => {
    window.clearTimeout(timer);
    timer = undefined;
  };
  const later = () => {
    cancel();
    timer = window.setTimeout(() => {
      timer = undefined;
      action();
    }, milliseconds);
  };
  const flush = () => {
    if (timer !== undefined) {
      cancel();
      action();
    }
  };
  return Object.assign(later, { flush, cancel });
}

/** Calls `action` at once, and while calls go on once in this time; the last call is never left out. */
export function throttle(action: () => void, milliseconds: number): () => void {
  let isResting = false;
  let isWanted = false;
  const call = () => {
    action();
    isResting = true;
    window.setTimeout(() => {
      isResting = false;
      if (!isWanted) return;
      isWanted = false;
      call();
    }, milliseconds);
  };
  return () => {
    if (isResting) isWanted = true;
    else call();
  };
}

export interface Latest<Value> {
  readonly take: (answer: Promise<Value>) => Promise<void>;
  /** Ignores the pending answers. */
  readonly drop: () => void;
}

/** Uses only the newest of several pending answers: older ones are dropped when they arrive. */
export function latest<Value>(use: (value: Value) => void, fail: (failure: unknown) => void): Latest<Value> {
  let newest = 0;
  return {
    drop: () => {
      newest += 1;
    },
    take: async (answer) => {
      newest += 1;
      const mine = newest;
      try {
        const value = await answer;
        if (mine === newest) {
          use(value);
        }
      } catch (failure) {
        if (mine === newest) {
          fail(failure);
        }
      }
    },
  };
}
