import { fillMessage } from "../../src/core/fillMessage";
import { isJsonObject, type JsonValue } from "../../src/core/json";
import type { FieldMessage, FormField } from "../../src/protocol/cronForm";
import type { FormStrings } from "../../src/protocol/formStrings";
import { createBulkControl, isBulky } from "./controls/bulkControl";
import { type Control, type ControlContext, fieldId, type Reading, type TextPlace } from "./controls/control";
import { createControl } from "./controls/createControl";
import { fitsControl } from "./controls/fitsControl";
import { createJsonControl } from "./controls/jsonControl";
import { readJsonText } from "./controls/readJsonText";
import { button, element, setAttributes } from "./dom";
import { messageElement } from "./messageElement";

export interface FieldOptions extends ControlContext {
  /** The argument that the form was opened with. */
  readonly argument: JsonValue | undefined;
  /** What was typed before the page went away. */
  readonly typed: JsonValue | undefined;
}

/** One parameter in the form: label, help, control, and what is to be said about its value. */
export class Field {
  readonly element = element("div", { class: "field" });
  private readonly slot = element("div", { class: "slot" });
  private readonly messages: HTMLElement;
  private readonly context: ControlContext;
  private control: Control;
  private stand: Stand;
  private shown: readonly FieldMessage[] = [];
  private shownKey = "[]";
  private wasTouched: boolean;

  constructor(options: FieldOptions) {
    const { field, argument, typed } = options;
    this.context = {
      ...options,
      onChange: () => {
        this.wasTouched = true;
        options.onChange();
      },
    };
    this.wasTouched = typed !== undefined;
    const saved = typed === undefined ? undefined : savedState(typed);
    this.stand = saved?.stand ?? standFor(field.type, argument);
    this.control = standIns[this.stand](this.context);
    this.control.show(argument);
    if (saved !== undefined) {
      this.control.restore(saved.state);
    }
    this.messages = element("ul", { class: "messages", id: fieldId(field, "messages"), "aria-live": "polite" });
    this.element.dataset.parameter = field.name;
    this.element.append(
      labelElement(field, options.strings, this.control),
      element("p", { class: "help", id: fieldId(field, "help") }, helpText(options)),
      this.slot,
      this.messages,
    );
    this.place();
    // Taken before an input gets it: drawing it there would take seconds.
    this.element.addEventListener("paste", (event) => this.takeBulk(event), { capture: true });
  }

  get declaration(): FormField {
    return this.context.field;
  }

  /** Whether the user has changed anything here. */
  get touched(): boolean {
    return this.wasTouched;
  }

  get errors(): number {
    return this.shown.filter(({ severity }) => severity === "error").length;
  }

  get warnings(): number {
    return this.shown.filter(({ severity }) => severity === "warning").length;
  }

  read(): Reading {
    return this.control.read();
  }

  /** What was typed, as it can be given back in `typed`. */
  state(): JsonValue {
    return { stand: this.stand, state: this.control.state() };
  }

  /** Takes a value that was not typed here, with the control that can show it. */
  accept(value: JsonValue | undefined): void {
    this.stand = standFor(this.declaration.type, value);
    this.control = standIns[this.stand](this.context);
    this.control.show(value);
    this.place();
    this.wasTouched = true;
  }

  focus(): void {
    this.control.target.focus();
  }

  /** Shows these messages in place of those before. */
  say(next: readonly FieldMessage[]): void {
    const places = next.map((message) => this.placeOf(message));
    const key = JSON.stringify([next, places]);
    if (key === this.shownKey) {
      return;
    }
    this.shownKey = key;
    this.shown = next;
    const reading = this.read();
    this.messages.replaceChildren(
      ...next.map((message, index) =>
        messageElement(message, {
          strings: this.context.strings,
          reading,
          place: places[index] ?? null,
          onFix: () => this.mend(message.fix?.value, message.path.slice(1)),
        }),
      ),
    );
    const worst = Math.max(
      next.findIndex(({ severity }) => severity === "error"),
      this.errors > 0 ? -1 : next.findIndex(({ severity }) => severity === "warning"),
    );
    this.control.mark?.(places[worst]?.line ?? null);
    this.element.classList.toggle("hasError", this.errors > 0);
    this.element.classList.toggle("hasWarning", this.errors === 0 && this.warnings > 0);
    this.describe();
  }

  /** Puts the control in its slot and ties it to label, help and messages. */
  private place(): void {
    const { field, strings } = this.context;
    const notice = element(
      "div",
      { class: "rawNotice" },
      ...(this.stand === "json" ? [`${strings.rawValue} `] : []),
      button({ label: strings.discardValue, kind: "link", onPress: () => this.mend(undefined, []) }),
    );
    this.slot.replaceChildren(this.control.element, ...(this.stand === "own" ? [] : [notice]));
    setAttributes(this.element, {
      role: this.control.isGroup ? "group" : undefined,
      "aria-labelledby": this.control.isGroup ? fieldId(field, "label") : undefined,
    });
    this.describe();
  }

  private describe(): void {
    const help = fieldId(this.context.field, "help");
    const described = this.shown.length === 0 ? help : `${help} ${this.messages.id}`;
    setAttributes(this.control.target, {
      "aria-describedby": described,
      "aria-invalid": this.errors > 0 ? "true" : undefined,
    });
  }

  /** Applies a fix. A value that did not fit, once gone, leaves its place to the field's own control. */
  private mend(value: JsonValue | undefined, path: FieldMessage["path"]): void {
    if (this.stand !== "own" && path.length === 0) {
      this.accept(value);
    } else {
      this.control.change(path, value);
    }
    this.focus();
    this.context.onChange();
  }

  private takeBulk(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (isBulky(text)) {
      event.preventDefault();
      event.stopPropagation();
      const read = takesJson(this.declaration.type) ? readJsonText(text, this.context.strings) : undefined;
      this.accept(read?.kind === "value" ? read.value : text);
      this.focus();
      this.context.onChange();
    }
  }

  private placeOf(message: FieldMessage): TextPlace | null {
    const reading = this.read();
    if (reading.kind === "unreadable") {
      return reading.place ?? null;
    }
    return message.path.length > 1 ? (this.control.place?.(message.path.slice(1)) ?? null) : null;
  }
}

/** Which control shows the value: the field's own, JSON where that can't, or none where it is too long. */
type Stand = "own" | "json" | "bulk";

const standIns: { readonly [S in Stand]: (context: ControlContext) => Control } = {
  own: createControl,
  json: createJsonControl,
  bulk: createBulkControl,
};

function standFor(type: FormField["type"], value: JsonValue | undefined): Stand {
  if (value === undefined) {
    return "own";
  }
  return isBulky(value) ? "bulk" : fitsControl(type, value) ? "own" : "json";
}

function savedState(typed: JsonValue): { readonly stand: Stand; readonly state: JsonValue } | undefined {
  const { stand, state = null } = isJsonObject(typed) ? typed : {};
  return stand === "own" || stand === "json" || stand === "bulk" ? { stand, state } : undefined;
}

function takesJson({ kind }: FormField["type"]): boolean {
  return kind === "object" || kind === "objectOrList" || kind === "headers" || kind === "query";
}

function labelElement(field: FormField, strings: FormStrings, control: Control): HTMLElement {
  return element(
    control.isGroup ? "div" : "label",
    { class: "label", id: fieldId(field, "label"), for: control.isGroup ? undefined : control.target.id },
    element("span", { class: "labelText" }, field.label),
    ...(field.required ? [element("span", { class: "tag" }, strings.required)] : []),
    ...(field.deprecated === undefined ? [] : [element("span", { class: "tag" }, strings.deprecated)]),
    element("code", { class: "wireName" }, field.name),
  );
}

/** What it is for, why not to use it, and what the server does without it where the control has no room to say so. */
function helpText({ field, strings }: ControlContext): string {
  const { deprecated, help, serverDefault, type } = field;
  const otherwise =
    type.kind === "choiceOrList" ? fillMessage(strings.withoutIs, { value: [serverDefault].flat().join(", ") }) : "";
  return [help, deprecated?.why, otherwise].filter(Boolean).join(" ");
}
