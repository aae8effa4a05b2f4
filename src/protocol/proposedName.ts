import { isUuid } from "../core/base/isUuid";
import type { JsonValue } from "../core/base/json";
import { plainFileName } from "../core/specFile/specNameOfFile";

/** The name of a form's cron if the user has typed none, such as `agent-4f9c`; page and host compute the same. */
export function proposedName(assistant: JsonValue | undefined, suffix: string): string {
  const graph = typeof assistant === "string" && !isUuid(assistant) ? plainFileName(assistant) : "";
  return `${graph === "" ? "cron" : graph}-${suffix}`;
}
