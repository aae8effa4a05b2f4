import { isUuid } from "../core/base/isUuid";
import type { JsonValue } from "../core/base/json";
import { plainFileName } from "../core/specFile/specNameOfFile";

/** The name of a form's cron where the user has typed none: `agent-4f9c`. Both sides of the form say the same. */
export function proposedName(assistant: JsonValue | undefined, suffix: string): string {
  const graph = typeof assistant === "string" && !isUuid(assistant) ? plainFileName(assistant) : "";
  return `${graph === "" ? "cron" : graph}-${suffix}`;
}
