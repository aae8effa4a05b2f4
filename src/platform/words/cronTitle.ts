import type { Cron } from "../../core/server/cron";
import { cronName } from "./cronName";
import { plainText } from "./plainText";

/** What a cron is called in one line: its name, or its schedule. */
export function cronTitle(cron: Cron): string {
  return cronName(cron) ?? plainText(cron.schedule);
}
