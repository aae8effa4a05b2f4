import type { FieldMessage } from "./cronForm";

/** Tells whether two messages are the same one, whatever words they have. */
export function messageKey({ code, path }: Pick<FieldMessage, "code" | "path">): string {
  return JSON.stringify([code, path]);
}
