import { parseSchedule } from "../../core/schedule/parseSchedule";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import type { Cron } from "../../core/server/cron";
import { plainText } from "./plainText";
import { scheduleWords } from "./scheduleWords";

/** A cron's schedule in words, or as written if a server uses another schedule language than ours. */
export async function cronWords(cron: Cron, dialect: ScheduleDialect): Promise<string> {
  const schedule = parseSchedule(cron.schedule, dialect);
  const words = schedule.ok ? await scheduleWords(schedule.value) : "";
  return words === "" ? plainText(cron.schedule) : words;
}
