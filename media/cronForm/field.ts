import type { JsonValue } from "../../src/core/base/json";
import type { Choice, FormField } from "../../src/protocol/cronForm";
import { typedText } from "../../src/protocol/documentText";
import type { FieldChange, FieldFix } from "../../src/protocol/fieldFix";
import type { FieldMessage } from "../../src/protocol/fieldMessage";
import type { SchedulePreview } from "../../src/protocol/scheduleView";
import { button, element, setAttributes } from "../shared/dom";
import { BesideText } from "./besideText";
import { caretAfter } from "./caretAfter";
import { type Control, type ControlContext, fieldId, type Reading, type TextPlace, valued } from "./controls/control";
import { readJsonText } from "./controls/readJsonText";
import { type ChangeKind, FieldHistory } from "./fieldHistory";
import { helpText, labelElement, openerElement } from "./fieldLabel";
import { isDocument, isTooLong, type Stand, savedState, standFor, standIns, takesJson } from "./fieldStand";
import { messageElement } from "./messageElement";

export interface FieldOptions extends Omit<ControlContext, "onChange" | "onSwap"> {
  readonly onChange: () => void;
  /** The argument that the form was opened with. */
  readonly argument: JsonValue | undefined;
  /** What was typed before the page was unloaded. */
  readonly typed: JsonValue | undefined;
  /** Opens the value as a document beside the form. */
  readonly onOpenDocument: () => void;
  /** The steps that can be undone, from before the page was unloaded. */
  readonly steps: JsonValue | undefined;
}

/** One parameter in the form: label, help, control, and messages about its value. */
export class Field {
  readonly element = element("div", { class: "field" });
  private readonly slot = element("div", { class: "slot" });
  private readonly messages: HTMLElement;
  private readonly context: ControlContext;
  private readonly history: FieldHistory;
  private readonly report: () => void;
  private readonly onFix: (fix: FieldFix) => void;
  private readonly opener: readonly HTMLElement[];
  private control: Control;
  private stand: Stand;
  private shown: readonly FieldMessage[] = [];
  private shownKey = "[]";
  private wasTouched: boolean;
  /** Values that the control shows, but would read otherwise (" x", "", []), by its state: they stay until it is changed. */
  private readonly given = new Map<string, JsonValue>();
  private readonly beside: BesideText;

  constructor(options: FieldOptions) {
    const { field, argument, typed } = options;
    this.report = options.onChange;
    this.onFix = options.onFix;
    this.beside = new BesideText(options.strings);
    this.opener = isDocument(field.type) ? [openerElement(field, options)] : [];
    this.context = {
      ...options,
      onChange: (kind) => {
        this.keep(kind);
        this.report();
      },
      onSwap: () => this.describe(),
    };
    this.wasTouched = typed !== undefined;
    const saved = typed === undefined ? undefined : savedState(field.type, typed);
    this.stand = saved?.stand ?? standFor(field.type, argument);
    this.control = standIns[this.stand](this.context);
    this.control.show(argument);
    this.rememberGiven(argument);
    if (saved !== undefined) {
      this.control.restore(saved.state);
    }
    this.history = new FieldHistory(this.state(), options.steps);
    this.messages = element("ul", { class: "messages", id: fieldId(field, "messages"), "aria-live": "polite" });
    this.element.dataset.parameter = field.name;
    this.element.dataset.kind = field.type.kind;
    this.element.append(
      labelElement(field, options.strings, this.control),
      element("p", { class: "help fieldHelp", id: fieldId(field, "help") }, helpText(options)),
      this.slot,
      this.messages,
    );
    this.place();
    // Handled before the input gets it: drawing long text there would take seconds.
    this.element.addEventListener("paste", (event) => this.takeBulk(event), { capture: true });
  }

  get declaration(): FormField {
    return this.context.field;
  }

  /** Whether the user has changed this field. */
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
    const given = this.given.size === 0 ? undefined : this.given.get(JSON.stringify(this.ownState));
    return given === undefined ? this.control.read() : valued(given);
  }

  /** What was typed, here or in the document, in the form that `typed` takes. */
  state(): JsonValue {
    const { text } = this.beside;
    return text === undefined ? this.ownState : typedText(text);
  }

  private get ownState(): JsonValue {
    return { stand: this.stand, state: this.control.state() };
  }

  /** A JSON field's text, here or in the document. */
  get text(): string {
    const state = this.control.state();
    return this.beside.text ?? (typeof state === "string" ? state : "");
  }

  /** Why the field does not have what the document beside holds; undefined: it has. */
  get documentProblem(): string | undefined {
    return this.beside.problem;
  }

  /** The user has typed in the document beside: takes it, as soon as it is JSON. */
  takeText(text: string): void {
    if (this.beside.take(text)) {
      this.showText(text);
      return;
    }
    this.wasTouched = true;
    this.report();
  }

  /** The document is gone. What was no JSON stands here now. */
  endDocument(): void {
    if (this.beside.text !== undefined) this.showText(this.beside.text);
  }

  /** Takes a value that was not typed here, and switches to a control that can show it. */
  accept(value: JsonValue | undefined): void {
    this.stand = standFor(this.declaration.type, value);
    this.control = standIns[this.stand](this.context);
    this.control.show(value);
    this.rememberGiven(value);
    this.place();
    this.keep("stroke");
  }

  /** Applies changes to this parameter as one step, and switches to a control that can show the result. */
  change(changes: readonly FieldChange[]): void {
    for (const { path, value } of changes) {
      const [, ...below] = path;
      const isShown = this.stand === "own" && standFor(this.declaration.type, value) === "own";
      if (isShown || below.length > 0) this.control.change(below, value);
      else this.accept(value);
      if (below.length === 0) this.rememberGiven(value);
    }
    this.context.onChange("stroke");
  }

  /** The assistant's input has another shape than before. */
  shapeChanged(): void {
    this.control.shapeChanged?.();
  }

  /** Restores what was here before the last change. */
  undo(): void {
    if (this.control.takeBack?.() !== true) this.bringBack(this.history.undo());
  }

  /** Restores what the last undo removed. */
  redo(): void {
    this.bringBack(this.history.redo());
  }

  /** The newest steps that can be undone, up to this many characters. */
  steps(most: number): JsonValue | undefined {
    return this.history.saved(most);
  }

  /** What the value is called, if it is an id whose meaning is known; otherwise "". */
  get title(): string {
    return this.control.title?.() ?? "";
  }

  called(choice: Choice): void {
    this.control.called?.(choice);
  }

  previewed(preview: SchedulePreview | null): void {
    this.control.previewed?.(preview);
  }

  focus(): void {
    this.element.closest("details")?.setAttribute("open", "");
    this.control.target.focus();
  }

  /** Shows these messages instead of the earlier ones. */
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
          onFix: (fix) => {
            this.onFix(fix);
            this.focus();
          },
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

  private rememberGiven(value: JsonValue | undefined): void {
    const read = this.control.read();
    const isRead = read.kind === "value" && JSON.stringify(read.value) === JSON.stringify(value);
    if (value !== undefined && !isRead) this.given.set(JSON.stringify(this.ownState), value);
  }

  private showText(text: string): void {
    const shown = savedState(this.declaration.type, typedText(text));
    if (shown !== undefined) this.take(shown);
    this.keep("typing");
    this.report();
  }

  private keep(kind: ChangeKind): void {
    this.wasTouched = true;
    this.beside.drop();
    this.history.record(this.state(), kind, this.context.now());
  }

  private bringBack(content: JsonValue | undefined): void {
    const saved = content === undefined ? undefined : savedState(this.declaration.type, content);
    if (saved === undefined) return;
    this.take(saved);
    this.beside.drop();
    this.wasTouched = true;
    this.report();
  }

  private take({ stand, state }: { readonly stand: Stand; readonly state: JsonValue }): void {
    const hadFocus = this.element.contains(document.activeElement);
    if (stand !== this.stand) {
      this.stand = stand;
      this.control = standIns[stand](this.context);
      this.place();
    }
    caretAfter(() => this.control.restore(state));
    if (hadFocus && !this.element.contains(document.activeElement)) {
      this.focus();
    }
  }

  /** Puts the control in its slot and connects it to label, help and messages. */
  private place(): void {
    const { field, strings } = this.context;
    const notice = element(
      "div",
      { class: "rawNotice" },
      ...(this.stand === "json" ? [`${strings.rawValue} `] : []),
      button({ label: strings.discardValue, kind: "link", onPress: () => this.discard() }),
    );
    this.slot.replaceChildren(this.control.element, ...(this.stand === "own" ? [] : [notice]), ...this.opener);
    setAttributes(this.element, {
      role: this.control.isGroup ? "group" : undefined,
      "aria-labelledby": this.control.isGroup ? fieldId(field, "label") : undefined,
    });
    this.describe();
  }

  private describe(): void {
    const own = this.control.description === undefined ? [] : [this.control.description];
    const about = [...own, fieldId(this.context.field, "help"), ...(this.shown.length === 0 ? [] : [this.messages.id])];
    setAttributes(this.control.target, {
      "aria-describedby": about.join(" "),
      "aria-invalid": this.errors > 0 ? "true" : undefined,
    });
  }

  private discard(): void {
    this.change([{ path: [this.declaration.name] }]);
    this.focus();
  }

  private takeBulk(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (isTooLong(this.declaration.type, text)) {
      event.preventDefault();
      event.stopPropagation();
      const read = takesJson(this.declaration.type) ? readJsonText(text, this.context.strings) : undefined;
      this.accept(read?.kind === "value" ? read.value : text);
      this.focus();
      this.report();
    }
  }

  private placeOf(message: FieldMessage): TextPlace | null {
    const reading = this.read();
    if (reading.kind === "unreadable") return reading.place ?? null;
    return message.path.length > 1 ? (this.control.place?.(message.path.slice(1)) ?? null) : null;
  }
}
