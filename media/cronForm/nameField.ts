import type { JsonValue } from "../../src/core/base/json";
import { fillMessage } from "../../src/core/base/message";
import type { FormState, NameAdvice } from "../../src/protocol/cronForm";
import type { FieldMessage } from "../../src/protocol/fieldMessage";
import { mayBeSecret } from "../../src/protocol/mayBeSecret";
import { element, setAttributes } from "../shared/dom";
import { caretAfter } from "./caretAfter";
import { type ChangeKind, FieldHistory } from "./fieldHistory";
import { messageElement } from "./messageElement";
import { mostKept, type PageView } from "./pageView";
import type { UndoStep } from "./undoKeys";

/**
 * The cron's name: its identity on the server, and in a spec file. It is not a parameter of the request. Until the user
 * types another, it follows the host's proposal.
 */
export class NameField {
  readonly element = element("div", { class: "field" });
  private readonly input: HTMLInputElement;
  private readonly note = element("span", { class: "nameNote", id: "name-note" });
  private readonly messages = element("ul", { class: "messages", id: "name-messages", "aria-live": "polite" });
  private advice: NameAdvice;
  private shown: readonly FieldMessage[] = [];
  private readonly history: FieldHistory;

  /** `steps`: those that can be undone, from before the page was unloaded. */
  constructor(
    private readonly state: Pick<FormState, "draft" | "name" | "strings" | "target">,
    private readonly onChange: () => void,
    steps: JsonValue | undefined,
  ) {
    const { draft, name, strings } = state;
    this.advice = { proposed: name.proposed, isFree: false };
    this.input = element("input", {
      id: "name-input",
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": "name-help name-note name-messages",
      readonly: name.fixed !== null,
    });
    this.input.value = name.fixed ?? draft.name;
    this.history = new FieldHistory(this.typed, steps);
    this.input.addEventListener("input", () => this.changed("typing"));
    this.input.addEventListener("blur", () => this.draw());
    this.element.dataset.parameter = "name";
    this.element.append(
      element(
        "div",
        { class: "label" },
        element("label", { class: "labelText", id: "name-label", for: "name-input" }, strings.name),
        this.note,
      ),
      element(
        "p",
        { class: "help fieldHelp", id: "name-help" },
        name.fixed === null ? strings.nameHelp : strings.nameFixed,
      ),
      this.input,
      this.messages,
    );
    this.draw();
  }

  /** As the user typed it; blank: the proposed name is used. */
  get typed(): string {
    if (this.state.name.fixed !== null) return this.state.draft.name;
    return this.input.value === this.advice.proposed ? "" : this.input.value;
  }

  get proposed(): string {
    return this.advice.proposed;
  }

  /** The name that the cron gets. */
  get name(): string {
    return this.state.name.fixed ?? (this.typed.trim() || this.proposed);
  }

  /** Returns whether there is another proposal than before. */
  advise(advice: NameAdvice): boolean {
    const isNew = advice.proposed !== this.proposed;
    const isOwn = this.typed.trim() !== "";
    this.advice = advice;
    if (!isOwn && this.state.name.fixed === null) this.input.value = "";
    this.draw();
    return isNew;
  }

  say(next: readonly FieldMessage[]): void {
    if (JSON.stringify(next) === JSON.stringify(this.shown)) return;
    this.shown = next;
    const context = { strings: this.state.strings, reading: { kind: "unset" }, place: null } as const;
    const onFix = ({ changes: [change] }: { readonly changes: readonly { readonly value?: unknown }[] }) => {
      this.input.value = String(change?.value ?? "");
      this.focus();
      this.changed("stroke");
    };
    this.messages.replaceChildren(...next.map((message) => messageElement(message, { ...context, onFix })));
    const isWrong = next.some(({ severity }) => severity === "error");
    this.element.classList.toggle("hasError", isWrong);
    this.element.classList.toggle("hasWarning", !isWrong && next.length > 0);
    setAttributes(this.input, { "aria-invalid": isWrong ? "true" : undefined });
    this.draw();
  }

  focus(): void {
    this.input.focus();
  }

  /** Undoes or redoes, if the name has the focus; false: it has not. */
  takeBack(step: UndoStep): boolean {
    if (!this.element.contains(document.activeElement)) return false;
    const typed = String(this.history[step]() ?? this.typed);
    caretAfter(() => {
      // Who has cleared the field to type another name gets the proposal back.
      this.input.value = typed === "" ? this.proposed : typed;
    });
    this.draw();
    this.onChange();
    return true;
  }

  /** What can be undone: the newest steps, unless the name may be a secret. */
  steps(): PageView["steps"] {
    const steps = this.history.saved(mostKept);
    return steps === undefined || mayBeSecret("name", steps) ? {} : { name: steps };
  }

  private changed(kind: ChangeKind): void {
    this.history.record(this.typed, kind, Date.now());
    this.draw();
    this.onChange();
  }

  /** Shows the proposal, but not under the hands of somebody who has just cleared the field. */
  private draw(): void {
    const { name, strings, target } = this.state;
    if (name.fixed !== null) return;
    this.input.placeholder = this.proposed;
    if (this.input.value.trim() === "" && this.input !== document.activeElement) this.input.value = this.proposed;
    const isProposed = this.typed.trim() === "";
    const free = fillMessage(strings.nameFree, { server: target.connectionName });
    const notes = [
      ...(isProposed ? [strings.nameProposed] : []),
      ...(this.advice.isFree && this.shown.length === 0 ? [free] : []),
    ];
    this.note.textContent = notes.join(" · ");
  }
}
