import { parseSchedule } from "../../../../src/core/schedule/parseSchedule";
import type { Schedule } from "../../../../src/core/schedule/schedule";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";

/** The schedule, which a test is sure of. */
export function accept(text: string): Schedule {
  const schedule = parseSchedule(text, standardDialect);
  if (!schedule.ok) throw new Error(`${text} is refused: ${schedule.failure.kind}`);
  return schedule.value;
}
