import type { ParameterName } from "../arguments/cronArguments";
import { placeholderParameters } from "../arguments/placeholders";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { fail, ok, type Result } from "../base/result";
import type { Assistant, Cron } from "../server/cron";
import { assistantArgument } from "../server/stored/assistantArgument";
import { holdsPlaceholder } from "./assumeStored";
import { cronToArguments } from "./cronToArguments";

/**
 * What a spec file says to describe a cron: its keys in the order of the declaration. An assistant that stands for a
 * graph among `assistants` is named as the graph is, as people write it. `cron` must carry its payload. The failure names
 * a parameter with a text that would be a placeholder in a file, so that nothing can say it there.
 */
export function exportCron(cron: Cron, assistants: readonly Assistant[]): Result<JsonObject, ParameterName> {
  const { arguments: stored } = cronToArguments(cron);
  const unsayable = placeholderParameters.find((name) => holdsPlaceholder(stored[name]));
  if (unsayable !== undefined) return fail(unsayable);
  const spec = Object.entries(stored).map(([key, value]) => [key, key === "metadata" ? withoutNulls(value) : value]);
  const assistant = assistants.find(({ assistant_id }) => assistant_id === cron.assistant_id);
  return ok({
    ...Object.fromEntries(spec),
    ...(assistant === undefined ? {} : { assistant_id: assistantArgument(assistant) }),
  });
}

/** An update can't delete a key of the metadata: it leaves a null, which nobody would write. */
function withoutNulls(metadata: JsonValue): JsonValue {
  if (!isJsonObject(metadata)) return metadata;
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null));
}
