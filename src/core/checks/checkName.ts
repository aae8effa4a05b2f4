import { limits } from "../arguments/limits";
import type { JsonValue } from "../base/json";
import type { Finding } from "../finding/finding";
import { hasBadCharacter } from "./rules/checkValues";
import { specFinding } from "./specFinding";

/** What is wrong with a cron's name on its own; empty for a valid name. */
export function checkName(name: JsonValue): readonly Finding[] {
  if (typeof name !== "string" || name.trim() === "" || name.length > limits.nameLength) {
    return [specFinding("spec.name-not-text", ["name"], { args: { limit: limits.nameLength } })];
  }
  return hasBadCharacter(name) ? [specFinding("spec.bad-character", ["name"])] : [];
}
