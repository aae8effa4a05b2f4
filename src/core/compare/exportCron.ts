import type { ParameterName } from "../arguments/cronArguments";
import { placeholderParameters } from "../arguments/placeholders";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { fail, ok, type Result } from "../base/result";
import type { Assistant, Cron } from "../server/cron";
import { assistantArgument } from "../server/stored/assistantArgument";
import { holdsPlaceholder } from "./assumeStored";
import { cronToArguments } from "./cronToArguments";

/**
 * The content of a spec file for a cron, with keys in the order of their declaration. The assistant is written as its
 * graph's name if `assistants` shows that it stands for that graph. `cron` must carry its payload. Fails with the name
 * of a parameter whose text would become a placeholder in a file.
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

/** An update can't delete a metadata key: it leaves a null, which nobody would write. */
function withoutNulls(metadata: JsonValue): JsonValue {
  if (!isJsonObject(metadata)) return metadata;
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null));
}
