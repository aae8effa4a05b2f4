import type { JsonValue } from "../base/json";
import type { Finding, Fix } from "./finding";

export const removeKey: Fix = { kind: "removeKey", text: "" };

/** The fix that sets the value at the finding's path; undefined if the value is unknown. */
export function setTo(value: JsonValue | undefined): Fix | undefined {
  return value === undefined ? undefined : { kind: "setValue", text: JSON.stringify(value) };
}

/** The finding once per fix: with its own fix, or with each one to choose from; empty if there is none. */
export function eachFix(finding: Finding): readonly Finding[] {
  const { choices = [], fix, ...rest } = finding;
  return [...(fix === undefined ? [] : [fix]), ...choices].map((each) => ({ ...rest, choices, fix: each }));
}
