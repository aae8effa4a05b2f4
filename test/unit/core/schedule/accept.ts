import { parseSchedule } from "../../../../src/core/schedule/parseSchedule";
import type { Schedule } from "../../../../src/core/schedule/schedule";

/** The schedule, which a test is sure of. */
export function accept(text: string): Schedule {
  const schedule = parseSchedule(text);
  if (!schedule.ok) throw new Error(`${text} is refused: ${schedule.failure.kind}`);
  return schedule.value;
}
