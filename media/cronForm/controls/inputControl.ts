import type { JsonValue } from "../../../src/core/base/json";
import { fitsShape } from "../../../src/core/checks/inputShape";
import { button, element } from "../../shared/dom";
import type { Control, ControlContext } from "./control";
import { createInputFields } from "./inputFields";
import type { InputPart } from "./inputPart";
import { createJsonControl } from "./jsonControl";

/**
 * A graph's input: messages and flat values as fields where the assistant's schema has such, and JSON. Both show one
 * value; what the fields can't hold, or what can't be read, is shown as JSON.
 */
export function createInputControl(context: ControlContext): Control {
  const { field, strings } = context;
  const json = createJsonControl(context);
  json.target.setAttribute("aria-label", field.label);
  const whole = element("div", { class: "input" });
  let wanted: "fields" | "json" = "fields";
  let fields: InputPart | undefined;
  let drawn = "";

  const swap = button({
    label: strings.editAsJson,
    kind: "link",
    onPress: () => {
      wanted = fields === undefined ? "fields" : "json";
      draw();
      control.target.focus();
    },
  });

  const other = button({
    label: strings.otherInput,
    kind: "link",
    onPress: async () => {
      const given = await context.otherInput();
      if (given === null) return;
      context.onFix({ label: "", changes: [{ path: [field.name], value: given.value }] });
      control.target.focus();
    },
  });

  const value = (): JsonValue | undefined => {
    const reading = json.read();
    return reading.kind === "value" ? reading.value : undefined;
  };

  /** The shape, if its fields can show what is there. */
  function fittingShape() {
    const shape = context.inputShape();
    return shape !== null && json.read().kind !== "unreadable" && fitsShape(value(), shape) ? shape : undefined;
  }

  function draw(): void {
    const fitting = fittingShape();
    const shape = wanted === "fields" ? fitting : undefined;
    const key = JSON.stringify([shape, fitting !== undefined]);
    if (key !== drawn) {
      const isFirst = drawn === "";
      drawn = key;
      fields = shape && createInputFields(context, shape, edit);
      swap.textContent = fields === undefined ? strings.editAsFields : strings.editAsJson;
      whole.replaceChildren(fields?.element ?? json.element, ...(fitting === undefined ? [] : [swap]), other);
      if (!isFirst) context.onSwap();
    }
    fields?.show(value());
  }

  function edit(path: readonly [string], changed: JsonValue | undefined, kind: "typing" | "stroke"): void {
    if (value() === undefined) json.show({});
    json.change(path, changed);
    if (JSON.stringify(value()) === "{}") json.show(undefined);
    context.onChange(kind);
  }

  /** What is under the user's hands stays. */
  const drawUnlessUsed = () => {
    if (!whole.contains(document.activeElement)) draw();
  };
  // Later: an element that is being removed loses the focus too, and must not be drawn over while it is.
  whole.addEventListener("focusout", () => window.setTimeout(drawUnlessUsed));
  const control: Control = {
    element: whole,
    get target() {
      return fields?.target ?? json.target;
    },
    isGroup: true,
    read: json.read,
    state: json.state,
    restore: (state) => {
      json.restore(state);
      draw();
    },
    show: (shown) => {
      json.show(shown);
      draw();
    },
    change: (path, changed) => {
      json.change(path, changed);
      draw();
    },
    place: (path) => (fields === undefined ? (json.place?.(path) ?? null) : null),
    mark: (line) => json.mark?.(line),
    shapeChanged: drawUnlessUsed,
  };
  draw();
  return control;
}
