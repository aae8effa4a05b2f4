import { isJsonObject, type JsonValue } from "../../src/core/base/json";
import type { FormField } from "../../src/protocol/cronForm";
import { createBulkControl, isBulky } from "./controls/bulkControl";
import type { Control, ControlContext } from "./controls/control";
import { createControl } from "./controls/createControl";
import { fitsControl } from "./controls/fitsControl";
import { createJsonControl } from "./controls/jsonControl";
import { createLargeJsonControl } from "./controls/largeJsonControl";

/** Which control shows the value: the field's own, JSON if that one can't, or a summary if it is too long. */
export type Stand = "own" | "json" | "bulk";

export const standIns: { readonly [S in Stand]: (context: ControlContext) => Control } = {
  own: createControl,
  json: createJsonControl,
  bulk: (context) => (isDocument(context.field.type) ? createLargeJsonControl : createBulkControl)(context),
};

export function standFor(type: FormField["type"], value: JsonValue | undefined): Stand {
  if (value === undefined) {
    return "own";
  }
  return isTooLong(type, value) ? "bulk" : fitsControl(type, value) ? "own" : "json";
}

export function savedState(
  type: FormField["type"],
  typed: JsonValue,
): { readonly stand: Stand; readonly state: JsonValue } | undefined {
  const { stand, state = null } = isJsonObject(typed) ? typed : {};
  if (stand === "own" && isDocument(type) && isTooLong(type, state)) return { stand: "bulk", state };
  return stand === "own" || stand === "json" || stand === "bulk" ? { stand, state } : undefined;
}

/** Whether a field of that type shows only the size of a value. */
export function isTooLong(type: FormField["type"], value: JsonValue): boolean {
  return isBulky(value, isDocument(type) ? "beside" : "nowhere");
}

/** Whether a document can hold it too: not what people write keys into. */
export function isDocument({ kind }: FormField["type"]): boolean {
  return kind === "object" || kind === "objectOrList";
}

/** Whether text that is pasted into such a field is read as JSON. */
export function takesJson(type: FormField["type"]): boolean {
  return isDocument(type) || type.kind === "headers" || type.kind === "query";
}
