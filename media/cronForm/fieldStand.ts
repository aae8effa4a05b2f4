import { isJsonObject, type JsonValue } from "../../src/core/base/json";
import type { FormField } from "../../src/protocol/cronForm";
import { createBulkControl, isBulky } from "./controls/bulkControl";
import type { Control, ControlContext } from "./controls/control";
import { createControl } from "./controls/createControl";
import { fitsControl } from "./controls/fitsControl";
import { createJsonControl } from "./controls/jsonControl";

/** Which control shows the value: the field's own, JSON if that one can't, or none if it is too long. */
export type Stand = "own" | "json" | "bulk";

export const standIns: { readonly [S in Stand]: (context: ControlContext) => Control } = {
  own: createControl,
  json: createJsonControl,
  bulk: createBulkControl,
};

export function standFor(type: FormField["type"], value: JsonValue | undefined): Stand {
  if (value === undefined) {
    return "own";
  }
  return isBulky(value) ? "bulk" : fitsControl(type, value) ? "own" : "json";
}

export function savedState(typed: JsonValue): { readonly stand: Stand; readonly state: JsonValue } | undefined {
  const { stand, state = null } = isJsonObject(typed) ? typed : {};
  return stand === "own" || stand === "json" || stand === "bulk" ? { stand, state } : undefined;
}

/** Whether text that is pasted into such a field is read as JSON. */
export function takesJson({ kind }: FormField["type"]): boolean {
  return kind === "object" || kind === "objectOrList" || kind === "headers" || kind === "query";
}
