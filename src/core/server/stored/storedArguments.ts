import type { ParameterName } from "../../arguments/cronArguments";
import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";
import type { Cron } from "../cron";
import { withoutOwnKeys } from "./ownMetadata";

/** Arguments that the server keeps outside the payload, which may have an older value of the same name. */
const ownColumns: Readonly<Partial<Record<ParameterName, (cron: Cron) => JsonValue | undefined>>> = {
  thread_id: (cron) => cron.thread_id,
  assistant_id: (cron) => cron.assistant_id,
  schedule: (cron) => cron.schedule,
  timezone: (cron) => cron.timezone,
  end_time: (cron) => cron.end_time,
  enabled: (cron) => cron.enabled,
  metadata: (cron) => withoutOwnKeys(cron.metadata),
  on_run_completed: (cron) => cron.on_run_completed,
  config: (cron) => (isJsonObject(cron.payload?.config) ? ownConfig(cron.payload.config) : undefined),
};

/** The server's value for an argument, without additions by it or us; undefined if it has none. */
export function storedArgument(cron: Cron, name: ParameterName): JsonValue | undefined {
  const column = ownColumns[name];
  return (column === undefined ? cron.payload?.[name] : column(cron)) ?? undefined;
}

/**
 * A configuration without the server's additions: `configurable` if that was missing, and the cron's id in it. An empty
 * `configurable` counts as none.
 */
export function ownConfig(config: JsonObject): JsonObject {
  const { configurable, ...rest } = config;
  if (!isJsonObject(configurable)) return config;
  const { cron_id: _, ...own } = configurable;
  return Object.keys(own).length === 0 ? rest : { ...rest, configurable: own };
}
