import type { JsonValue } from "../base/json";
import type { Fix } from "./finding";

export const removeKey: Fix = { kind: "removeKey", text: "" };

/** The fix that puts a value at the finding's path; none where nobody knows which. */
export function setTo(value: JsonValue | undefined): Fix | undefined {
  return value === undefined ? undefined : { kind: "setValue", text: JSON.stringify(value) };
}
