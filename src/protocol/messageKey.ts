import type { FieldMessage } from "./fieldMessage";

/** Equal for two messages that are the same apart from their text. */
export function messageKey({ code, path }: Pick<FieldMessage, "code" | "path">): string {
  return JSON.stringify([code, path]);
}
