import type { JsonValue } from "../../../src/core/base/json";
import { element } from "../../shared/dom";
import { type Control, type ControlContext, fieldId, unset, valued } from "./control";

/**
 * True or false as a box to check. As the server does it anyway, nothing is sent, unless the form was opened with just
 * that.
 */
export function createBoxControl(context: ControlContext, says: string): Control {
  const { field } = context;
  const standard = field.serverDefault === true;
  const id = fieldId(field, "input");
  const box = element("input", { type: "checkbox", id });
  let given: JsonValue | undefined;
  box.addEventListener("change", () => context.onChange("stroke"));
  const show = (value: JsonValue | undefined) => {
    given = value;
    box.checked = typeof value === "boolean" ? value : standard;
  };
  const value = () => (box.checked === standard && given !== standard ? undefined : box.checked);
  show(undefined);
  return {
    element: element("div", { class: "check" }, box, element("label", { for: id }, says)),
    target: box,
    isGroup: true,
    read: () => {
      const now = value();
      return now === undefined ? unset : valued(now);
    },
    state: () => value() ?? null,
    restore: (state) => show(state ?? undefined),
    show,
    change: (_path, changed) => show(changed),
  };
}
