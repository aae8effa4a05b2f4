import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/core/base/json";
import type { InputShape } from "../../../src/core/checks/inputShape";
import { element } from "../../shared/dom";
import type { ChangeKind } from "../fieldHistory";
import type { ControlContext } from "./control";
import type { InputPart } from "./inputPart";
import { createKeyField } from "./keyField";
import { createMessageRows } from "./messageRows";

type Edit = (path: readonly [string], value: JsonValue | undefined, kind: ChangeKind) => void;

/** A graph's input as fields, which report each change at its key. */
export function createInputFields(context: ControlContext, shape: InputShape, edit: Edit): InputPart | undefined {
  const messages: readonly (readonly [string, InputPart])[] = shape.hasMessages
    ? [["messages", createMessageRows(context, (value, kind) => edit(["messages"], value, kind))]]
    : [];
  const keys = shape.keys.map((about) => {
    const part = createKeyField(context, about, (value, kind) => edit([about.key], value, kind));
    return [about.key, part] as const;
  });
  const parts = [...messages, ...keys];
  const [first] = parts;
  if (first === undefined) return undefined;
  return {
    element: element("div", { class: "inputFields" }, ...parts.map(([, part]) => part.element)),
    get target() {
      return first[1].target;
    },
    show: (value) => {
      const object: JsonObject = isJsonObject(value) ? value : {};
      for (const [key, part] of parts) part.show(Object.hasOwn(object, key) ? object[key] : undefined);
    },
  };
}
