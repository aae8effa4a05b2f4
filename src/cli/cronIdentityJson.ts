import type { JsonObject } from "../core/base/json";
import type { Cron } from "../core/server/cron";
import { cronName } from "./health/cronTexts";

/** Which cron an answer is about: the same keys in the JSON of each command. Stable: scripts depend on it. */
export function cronIdentityJson(cron: Cron): JsonObject {
  return {
    cron_id: cron.cron_id,
    name: cronName(cron) ?? null,
    assistant_id: cron.assistant_id,
    thread_id: cron.thread_id,
    schedule: cron.schedule,
    timezone: cron.timezone,
    enabled: cron.enabled,
  };
}
