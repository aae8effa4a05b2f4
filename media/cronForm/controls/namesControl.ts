import { isJsonObject, type JsonValue } from "../../../src/core/base/json";
import { fillMessage } from "../../../src/core/base/message";
import { button, element, icon } from "../../shared/dom";
import { createGraphPicture } from "../graph/graphPicture";
import { createCombobox } from "./combobox";
import { type Control, type ControlContext, fieldId, unset, valued } from "./control";
import { narrowed } from "./pickerControl";
import { withValueAt } from "./withValueAt";

/** All nodes ("*"), or some by name: picked from the assistant's graph, or typed. */
export function createNamesControl(context: ControlContext): Control {
  const { field, strings } = context;
  const allId = fieldId(field, "all");
  const all = element("input", { type: "checkbox", id: allId });
  const chips = element("ul", { class: "chips", "aria-label": strings.theseNodes });
  let names: readonly string[] = [];
  let drawn: readonly string[] = [];

  const combobox = createCombobox({
    id: fieldId(field, "input"),
    label: field.label,
    placeholder: strings.addNode,
    strings,
    patience: 0,
    find: async (typed) => {
      const found = narrowed(await context.nodes(), typed);
      return found.kind === "list"
        ? { kind: "list", choices: found.choices.filter(({ value }) => !names.includes(value)) }
        : found;
    },
    onTake: (choice) => add(choice.value),
    onChange: context.onChange,
  });
  const { input } = combobox;
  input.setAttribute("aria-label", `${field.label}: ${strings.addNode}`);
  const picture = createGraphPicture({
    place: field.name === "interrupt_before" ? "before" : "after",
    label: field.label,
    strings,
    nodes: context.nodes,
    assistant: context.assistant,
    isStop: (name) => names.includes(name),
    onToggle: (name) => {
      names = names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
      render();
      context.onChange("stroke");
    },
  });
  const some = element("div", { class: "names" }, chips, combobox.element, picture.element);

  function render(): void {
    chips.hidden = names.length === 0;
    some.hidden = all.checked;
    // Existing chips are not redrawn: one of them may be about to get the focus.
    const kept = drawn.every((name, index) => name === names[index]) ? drawn.length : 0;
    const more = names.slice(kept).map((name, index) => chip(name, kept + index));
    if (kept === 0) {
      chips.replaceChildren();
    }
    chips.append(...more);
    drawn = names;
    picture.refresh();
  }

  function chip(name: string, index: number): HTMLElement {
    const remove = button({
      label: "",
      kind: "link",
      onPress: () => {
        names = names.filter((_name, at) => at !== index);
        render();
        input.focus();
        context.onChange("stroke");
      },
    });
    remove.setAttribute("aria-label", fillMessage(strings.remove, { name }));
    remove.append(icon("remove"));
    return element("li", { class: "chip" }, element("span", { class: "monospace" }, name), remove);
  }

  function add(name: string): void {
    input.value = "";
    if (name !== "" && !names.includes(name)) {
      names = [...names, name];
    }
    render();
  }

  /** Text counts even if the user has not pressed Enter after it. */
  const meant = () => {
    const pending = input.value.trim();
    return pending === "" || names.includes(pending) ? names : [...names, pending];
  };

  const show = (value: JsonValue | undefined) => {
    all.checked = value === "*";
    names = Array.isArray(value) ? value.filter((name): name is string => typeof name === "string") : [];
    input.value = "";
    render();
  };

  input.addEventListener("keydown", (event) => {
    const pending = input.value.trim();
    if (event.key === "Enter" && !(event.ctrlKey || event.metaKey) && pending !== "") {
      event.preventDefault();
      add(pending);
      context.onChange("stroke");
    }
  });
  input.addEventListener("change", () => {
    add(input.value.trim());
    context.onChange("stroke");
  });
  all.addEventListener("change", () => {
    render();
    context.onChange("stroke");
  });
  render();

  const value = (): JsonValue | undefined => (all.checked ? "*" : meant().length === 0 ? undefined : meant());
  return {
    element: element(
      "div",
      {},
      element("div", { class: "check" }, all, element("label", { for: allId }, strings.allNodes)),
      some,
    ),
    target: input,
    isGroup: true,
    read: () => {
      const current = value();
      return current === undefined ? unset : valued(current);
    },
    state: () => ({ all: all.checked, names, text: input.value }),
    restore: (state) => {
      const typed = isJsonObject(state) ? state : {};
      show(typed.names);
      all.checked = typed.all === true;
      input.value = typeof typed.text === "string" ? typed.text : "";
      render();
    },
    show,
    shapeChanged: picture.forget,
    change: (path, replacement) => show(withValueAt(value(), path, replacement)),
  };
}
