import type { ScheduleDialect } from "../schedule/scheduleDialect";
import { capabilitiesOf } from "../server/capabilities";
import type { ServerIdentity } from "../server/serverVersion";

/** How a server reads six fields if nobody says otherwise: as its product does. */
export function usualDialect(server: ServerIdentity): ScheduleDialect {
  return capabilitiesOf(server).secondsFirst ? "secondsFirst" : "secondsLast";
}
