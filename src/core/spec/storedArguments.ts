import { isJsonObject, type JsonObject, type JsonValue } from "../json";
import type { Cron } from "../server/cron";
import type { ParameterName } from "./cronArguments";
import { withoutOwnKeys } from "./ownMetadata";

/** Where the server keeps an argument apart from the payload; its payload may hold an older value of the same name. */
const ownColumns: Readonly<Partial<Record<ParameterName, (cron: Cron) => JsonValue | undefined>>> = {
  thread_id: (cron) => cron.thread_id,
  assistant_id: (cron) => cron.assistant_id,
  schedule: (cron) => cron.schedule,
  timezone: (cron) => cron.timezone,
  end_time: (cron) => cron.end_time,
  enabled: (cron) => cron.enabled,
  metadata: (cron) => withoutOwnKeys(cron.metadata),
  on_run_completed: (cron) => cron.on_run_completed,
  config: (cron) => withoutCronId(cron.payload?.config),
};

/** What the server has for an argument, without what it or we have added; undefined where it has nothing. */
export function storedArgument(cron: Cron, name: ParameterName): JsonValue | undefined {
  const column = ownColumns[name];
  return (column === undefined ? cron.payload?.[name] : column(cron)) ?? undefined;
}

/** The server writes the cron's id into `config.configurable`, and makes both where they are missing. */
function withoutCronId(config: JsonValue | undefined): JsonObject | undefined {
  if (!isJsonObject(config)) return undefined;
  const { configurable, ...rest } = config;
  if (!isJsonObject(configurable)) return config;
  const { cron_id: _, ...own } = configurable;
  return Object.keys(own).length === 0 ? rest : { ...rest, configurable: own };
}
