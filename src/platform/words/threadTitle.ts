import type { Thread } from "../../core/server/cron";
import { plainText } from "./plainText";

/** Metadata keys that people and tools use for a thread's title. */
const titleKeys = ["title", "thread_name", "name"];

/** The title that a thread's metadata contains, if any. */
export function threadTitle(thread: Thread): string | undefined {
  return titleKeys
    .map((key) => thread.metadata[key])
    .filter((title) => typeof title === "string")
    .map((title) => plainText(title))
    .find((title) => title !== "");
}
