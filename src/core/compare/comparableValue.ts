import type { Parameter } from "../arguments/parameter";
import { readDateTime } from "../base/dateTime";
import { isUuid } from "../base/isUuid";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { graphAssistantId } from "../server/stored/graphAssistantId";
import { reservedMetadata } from "../server/stored/reservedMetadata";
import { ownConfig } from "../server/stored/storedArguments";
import { keptValue } from "../server/stored/strippedKeys";

/**
 * A parameter's value in one form for all spellings, with the server's default for an unset value. `wantedMetadata`:
 * nulls count for its keys; elsewhere a null is what an update left of a removed key.
 */
export function comparableValue(
  parameter: Parameter,
  value: JsonValue | undefined,
  wantedMetadata: JsonObject,
): JsonValue {
  const unset = value === undefined || value === null;
  switch (parameter.name) {
    case "thread_id":
      return typeof value === "string" ? value.toLowerCase() : null;
    case "assistant_id":
      return typeof value === "string" ? assistantKey(value) : null;
    case "end_time":
      return typeof value === "string" ? momentKey(value) : null;
    case "metadata":
      return isJsonObject(value) ? metadataKey(value, wantedMetadata) : {};
    case "config":
      return isJsonObject(value) ? configKey(value) : {};
    case "context":
      return unset ? {} : keptValue("context", value);
    case "interrupt_before":
    case "interrupt_after":
      return unset ? [] : value;
    case "stream_mode":
      return unset ? parameter.serverDefault : typeof value === "string" ? [value] : value;
    default:
      return unset ? parameter.serverDefault : value;
  }
}

/** A graph's name means the assistant that the server made for it. */
function assistantKey(idOrGraph: string): string {
  return isUuid(idOrGraph) ? idOrGraph.toLowerCase() : graphAssistantId(idOrGraph);
}

function momentKey(text: string): JsonValue {
  const reading = readDateTime(text);
  return reading.kind === "moment" ? reading.epoch : text;
}

/** Without the server's additions, and without keys that it drops. */
function configKey(config: JsonObject): JsonValue {
  const kept = keptValue("config", config);
  return isJsonObject(kept) ? ownConfig(kept) : kept;
}

/** Without keys that the server drops, and without nulls nobody asked for. */
function metadataKey(metadata: JsonObject, wanted: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(metadata).filter(
      ([key, value]) => !reservedMetadata.includes(key) && (value !== null || Object.hasOwn(wanted, key)),
    ),
  );
}
