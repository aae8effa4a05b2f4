import type { JsonValue } from "../base/json";
import type { Finding, Fix } from "./finding";

export const removeKey: Fix = { kind: "removeKey", text: "" };

/** The fix that puts a value at the finding's path; none where nobody knows which. */
export function setTo(value: JsonValue | undefined): Fix | undefined {
  return value === undefined ? undefined : { kind: "setValue", text: JSON.stringify(value) };
}

/** The finding with the fix that it has, or once with each that there is to choose from; none where nothing is offered. */
export function eachFix(finding: Finding): readonly Finding[] {
  const { choices = [], fix, ...rest } = finding;
  return [...(fix === undefined ? [] : [fix]), ...choices].map((each) => ({ ...rest, choices, fix: each }));
}
