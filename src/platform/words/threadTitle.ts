import type { Thread } from "../../core/server/cron";
import { plainText } from "./plainText";

/** Metadata keys under which people and tools keep a thread's title. */
const titleKeys = ["title", "thread_name", "name"];

/** What people call a thread, where its metadata says so. */
export function threadTitle(thread: Thread): string | undefined {
  return titleKeys
    .map((key) => thread.metadata[key])
    .filter((title) => typeof title === "string")
    .map((title) => plainText(title))
    .find((title) => title !== "");
}
