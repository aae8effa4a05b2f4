import { isJsonObject, type JsonObject, type JsonValue } from "../json";
import type { Cron } from "../server/cron";
import { bodyValue } from "./bodyValue";
import type { CronArguments, ParameterName } from "./cronArguments";
import { readDateTime } from "./dateTime";
import { graphAssistantId } from "./graphAssistantId";
import { ownMetadataPrefix } from "./ownMetadata";
import type { Parameter } from "./parameter";
import { parameters } from "./parameters";
import { reservedMetadata } from "./reservedMetadata";
import { sameJson } from "./sameJson";
import { ownConfig, storedArgument } from "./storedArguments";

export type UpdatePlan =
  | { readonly kind: "none" }
  /** One PATCH does it. `changed` in the order of the declaration. */
  | { readonly kind: "patch"; readonly body: JsonObject; readonly changed: readonly ParameterName[] }
  /** Only a new cron can be so: PATCH ignores or refuses a change of `because`. */
  | { readonly kind: "recreate"; readonly because: readonly ParameterName[] };

/**
 * What turns an existing cron into what the arguments say, by the rules of PATCH on Agent Server 0.16. `cron` must carry
 * its payload. Placeholders in `args` must be resolved. Headers and params are not stored, so they never differ.
 */
export function planUpdate(args: CronArguments, cron: Cron): UpdatePlan {
  const changed = differences(args, cron);
  if (changed.length === 0) return { kind: "none" };
  const patches = changed.map((parameter) => [parameter.name, patchValue(parameter, args, cron)] as const);
  const because = patches.filter(([, value]) => value === undefined).map(([name]) => name);
  if (because.length > 0) return { kind: "recreate", because };
  const body: Record<string, JsonValue> = {};
  for (const [name, value] of patches) if (value !== undefined) body[name] = value;
  // A paused cron keeps its old next date, and would run at once for it: the schedule beside it has it reckoned anew.
  if (body.enabled === true) body.schedule = args.schedule;
  return { kind: "patch", body, changed: changed.map(({ name }) => name) };
}

/** The parameters in which the arguments say something else than the cron has, in the order of the declaration. */
export function differences(args: CronArguments, cron: Cron): readonly Parameter[] {
  return parameters.filter((parameter) => {
    if (parameter.update.kind === "notStored") return false;
    if (parameter.withoutThreadOnly === true && args.thread_id !== null) return false;
    const wanted = comparable(parameter, bodyValue(args, parameter.name), args);
    return !sameJson(wanted, comparable(parameter, storedArgument(cron, parameter.name), args));
  });
}

/** What PATCH is to send; undefined where no PATCH can do it. */
function patchValue({ name, update }: Parameter, args: CronArguments, cron: Cron): JsonValue | undefined {
  if (update.kind !== "patch") return undefined;
  if (name === "metadata") return metadataPatch(args.metadata ?? {}, cron.metadata);
  const value = bodyValue(args, name);
  if (value !== undefined) return value;
  return update.clear === "recreate" ? undefined : update.clear.value;
}

/**
 * PATCH merges metadata into the cron's and hands the patch itself to the runs. So keys that went are set to null, and
 * our own are sent along.
 */
function metadataPatch(wanted: JsonObject, stored: JsonObject): JsonObject {
  const patch: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(stored)) patch[key] = key.startsWith(ownMetadataPrefix) ? value : null;
  return { ...patch, ...wanted };
}

/** A value in the one form that all ways to write it share: what is not set is what the server makes of that. */
function comparable(parameter: Parameter, value: JsonValue | undefined, args: CronArguments): JsonValue {
  const unset = value === undefined || value === null;
  switch (parameter.name) {
    case "thread_id":
      return typeof value === "string" ? value.toLowerCase() : null;
    case "assistant_id":
      return typeof value === "string" ? assistantKey(value) : null;
    case "end_time":
      return unset || typeof value !== "string" ? null : momentKey(value);
    case "metadata":
      return isJsonObject(value) ? metadataKey(value, args.metadata ?? {}) : {};
    case "config":
      return isJsonObject(value) ? ownConfig(value) : {};
    case "context":
      return unset ? {} : value;
    case "interrupt_before":
    case "interrupt_after":
      return unset ? [] : value;
    case "stream_mode":
      return unset ? parameter.serverDefault : typeof value === "string" ? [value] : value;
    default:
      return unset ? parameter.serverDefault : value;
  }
}

/** A graph's name stands for the assistant that the server made for it. */
function assistantKey(idOrGraph: string): string {
  const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(idOrGraph);
  return isUuid ? idOrGraph.toLowerCase() : graphAssistantId(idOrGraph);
}

function momentKey(text: string): JsonValue {
  const reading = readDateTime(text);
  return reading.kind === "moment" ? reading.epoch : text;
}

/** Without keys that the server drops, and without nulls that nobody asks for: so does an update take keys away. */
function metadataKey(metadata: JsonObject, wanted: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(metadata).filter(
      ([key, value]) => !reservedMetadata.includes(key) && (value !== null || Object.hasOwn(wanted, key)),
    ),
  );
}
