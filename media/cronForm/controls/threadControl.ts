import type { JsonValue } from "../../../src/core/base/json";
import { isJsonObject } from "../../../src/core/base/json";
import { element } from "../../shared/dom";
import { ChosenLine, withChosen } from "./chosenLine";
import { createCombobox } from "./combobox";
import { type Control, type ControlContext, fieldId, type Reading, unset, valued } from "./control";

/** Milliseconds after a key press before the server is asked for threads. */
const patience = 300;

/** A thread, or none: two radio buttons, and a search if a thread is wanted. */
export function createThreadControl(context: ControlContext): Control {
  const { field, strings } = context;
  const radio = (part: string, label: string) => {
    const id = fieldId(field, part);
    const input = element("input", { type: "radio", id, name: field.name });
    return { input, row: element("div", { class: "check" }, input, element("label", { for: id }, label)) };
  };
  const none = radio("none", strings.ownThread);
  const some = radio("some", strings.onThread);
  const chosen = new ChosenLine(fieldId(field, "chosen"), () => combobox.input);
  /** The assistant of the thread that is being taken, if the form names none. */
  let follows: string | undefined;
  const combobox = createCombobox({
    id: fieldId(field, "input"),
    label: field.label,
    placeholder: strings.searchThreads,
    strings,
    patience,
    find: context.threads,
    onTake: (choice) => {
      chosen.take(choice);
      follows = context.assistant() === "" ? choice.assistant : undefined;
    },
    onChange: (kind) => {
      if (follows === undefined) {
        context.onChange(kind);
        return;
      }
      const value = follows;
      follows = undefined;
      const thread = { path: [field.name], value: combobox.input.value };
      context.onFix({ label: "", changes: [thread, { path: ["assistant_id"], value }] });
    },
  });
  combobox.input.setAttribute("aria-label", strings.threadId);
  combobox.input.addEventListener("input", () => chosen.refresh());
  const search = element("div", { class: "indented" }, combobox.element, chosen.element);

  const show = (value: JsonValue | undefined) => {
    none.input.checked = value === null;
    some.input.checked = value !== null;
    combobox.input.value = typeof value === "string" ? value : "";
    search.hidden = value === null;
  };
  for (const { input } of [none, some]) {
    input.addEventListener("change", () => {
      search.hidden = none.input.checked;
      context.onChange("stroke");
    });
  }
  show(undefined);

  const read = (): Reading => {
    const text = combobox.input.value.trim();
    return none.input.checked ? valued(null) : text === "" ? unset : valued(text);
  };
  const control: Control = {
    element: element("div", {}, none.row, some.row, search),
    target: combobox.input,
    isGroup: true,
    read,
    state: () => ({ none: none.input.checked, text: combobox.input.value }),
    restore: (state) => {
      const typed = isJsonObject(state) ? state : {};
      show(typed.text ?? "");
      none.input.checked = typed.none === true;
      search.hidden = none.input.checked;
    },
    show,
    change: (_path, value) => show(value),
  };
  return withChosen(control, chosen);
}
