import { fillMessage } from "../../src/core/base/message";
import type { FieldMessage, FormState } from "../../src/protocol/cronForm";
import { proposedName } from "../../src/protocol/proposedName";
import { element, setAttributes } from "../shared/dom";
import { messageElement } from "./messageElement";

/** The cron's name: its identity on the server, and in a spec file. It is not a parameter of the request. */
export interface NameField {
  readonly element: HTMLElement;
  /** As it was typed; blank: the proposed name is used. */
  readonly text: string;
  /** Shows the name proposed for this assistant. */
  propose(assistant: string): void;
  say(messages: readonly FieldMessage[]): void;
  focus(): void;
}

export function createNameField(state: FormState, onChange: () => void): NameField {
  const { strings, name, draft } = state;
  const input = element("input", {
    id: "name-input",
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": "name-help name-messages",
    readonly: name.fixed !== null,
  });
  input.value = name.fixed ?? draft.name;
  input.addEventListener("input", onChange);
  const messages = element("ul", { class: "messages", id: "name-messages", "aria-live": "polite" });
  let shown = "[]";
  const whole = element(
    "div",
    { class: "field" },
    element(
      "label",
      { class: "label", id: "name-label", for: "name-input" },
      element("span", { class: "labelText" }, strings.name),
    ),
    element(
      "p",
      { class: "help fieldHelp", id: "name-help" },
      name.fixed === null ? strings.nameHelp : strings.nameFixed,
    ),
    input,
    messages,
  );
  whole.dataset.parameter = "name";
  return {
    element: whole,
    get text() {
      return name.fixed === null ? input.value : draft.name;
    },
    propose: (assistant) => {
      input.placeholder = fillMessage(strings.nameProposed, { name: proposedName(assistant, name.suffix) });
    },
    say: (next) => {
      const key = JSON.stringify(next);
      if (key === shown) return;
      shown = key;
      const context = { strings, reading: { kind: "unset" }, place: null, onFix: () => undefined } as const;
      messages.replaceChildren(...next.map((message) => messageElement(message, context)));
      const isWrong = next.some(({ severity }) => severity === "error");
      whole.classList.toggle("hasError", isWrong);
      setAttributes(input, { "aria-invalid": isWrong ? "true" : undefined });
    },
    focus: () => input.focus(),
  };
}
