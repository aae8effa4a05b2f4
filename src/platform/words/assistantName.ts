import type { Assistant } from "../../core/server/cron";
import { plainText } from "./plainText";

/** The name of an assistant; its id if that is all that is known. */
export function assistantName(assistants: readonly Assistant[], id: string): string {
  return plainText(assistants.find(({ assistant_id }) => assistant_id === id)?.name ?? id);
}
