import type { RawArguments } from "../arguments/cronArguments";
import { isUuid } from "../base/isUuid";
import type { JsonValue } from "../base/json";
import { withoutSecrets } from "./withoutSecrets";

export interface CronTemplate {
  /** What a new cron can begin with, on any server. */
  readonly arguments: RawArguments;
  /** Parameters that were left out. */
  readonly left: readonly string[];
}

/**
 * A draft without what belongs to one server or one cron, and without secrets: no thread, no assistant by its id, no
 * end, and nothing that is only for the one request. A text that looks like a secret is a placeholder where one works;
 * elsewhere the whole parameter is left out. `name`: the template's, for the placeholders.
 */
export function templateOf(raw: RawArguments, name: string): CronTemplate {
  const { left: unsafe, spec } = withoutSecrets(raw, name);
  const isKept = ([key, value]: readonly [string, JsonValue]) => !unsafe.includes(key) && !isOfOneCron(key, value);
  const kept = Object.fromEntries(Object.entries(spec).filter(isKept));
  return { arguments: kept, left: Object.keys(raw).filter((key) => !Object.hasOwn(kept, key)) };
}

function isOfOneCron(key: string, value: JsonValue): boolean {
  switch (key) {
    case "thread_id":
      return value !== null;
    case "assistant_id":
      return typeof value === "string" && isUuid(value);
    case "end_time":
    case "headers":
    case "params":
      return true;
    default:
      return false;
  }
}
