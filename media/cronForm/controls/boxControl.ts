import { element } from "../../shared/dom";
import { type Control, type ControlContext, fieldId } from "./control";
import { standardValue } from "./standardValue";

/** True or false as a box to check. */
export function createBoxControl(context: ControlContext, says: string): Control {
  const { field } = context;
  const standard = field.serverDefault === true;
  const id = fieldId(field, "input");
  const box = element("input", { type: "checkbox", id });
  box.addEventListener("change", () => context.onChange("stroke"));
  return {
    element: element("div", { class: "check" }, box, element("label", { for: id }, says)),
    target: box,
    isGroup: true,
    ...standardValue(
      standard,
      (value) => {
        box.checked = typeof value === "boolean" ? value : standard;
      },
      () => box.checked,
    ),
  };
}
