import { bodyValue } from "../arguments/bodyValue";
import type { CronArguments, ParameterName } from "../arguments/cronArguments";
import type { Parameter } from "../arguments/parameter";
import { parameters } from "../arguments/parameters";
import type { JsonObject, JsonValue } from "../base/json";
import { sameJson } from "../base/sameJson";
import type { Cron } from "../server/cron";
import { keyMark, markToSend, metadataFor, ownPart } from "../server/stored/keyMark";
import { storedArgument } from "../server/stored/storedArguments";
import { comparableValue } from "./comparableValue";
import { pausedBy } from "./pausedBy";

export type UpdatePlan =
  | { readonly kind: "none" }
  /** One PATCH is enough. `changed` is in the order of the declaration. */
  | { readonly kind: "patch"; readonly body: JsonObject; readonly changed: readonly ParameterName[] }
  /** Only a new cron can match: PATCH ignores or refuses a change of `because`. */
  | { readonly kind: "recreate"; readonly because: readonly ParameterName[] };

/**
 * How to make an existing cron match the arguments, by the rules of PATCH on Agent Server 0.16. `cron` must carry its
 * payload, and placeholders in `args` must be resolved. Headers and params are not stored, so they never differ.
 */
export function planUpdate(args: CronArguments, cron: Cron): UpdatePlan {
  const changed = differences(args, cron);
  if (changed.length === 0) return { kind: "none" };
  const patches = changed.map((parameter) => [parameter.name, patchValue(parameter, args, cron)] as const);
  const because = patches.filter(([, value]) => value === undefined).map(([name]) => name);
  if (because.length > 0) return { kind: "recreate", because };
  const body: Record<string, JsonValue> = {};
  for (const [name, value] of patches) if (value !== undefined) body[name] = value;
  // A paused cron would run at once for its old next date; a schedule makes the server compute a new one.
  if (body.enabled === true) body.schedule = args.schedule;
  return { kind: "patch", body, changed: changed.map(({ name }) => name) };
}

/** The parameters in which the arguments differ from the cron, in the order of the declaration. */
export function differences(args: CronArguments, cron: Cron): readonly Parameter[] {
  return storedParameters(args.thread_id).filter((parameter) => differsIn(parameter, args, cron));
}

/** Whether `differences` finds none; it stops at the first one. */
export function isEqual(args: CronArguments, cron: Cron): boolean {
  return !storedParameters(args.thread_id).some((parameter) => differsIn(parameter, args, cron));
}

/** Whether the arguments differ from the cron in one parameter, which the server must store. */
export function differsIn(parameter: Parameter, args: CronArguments, cron: Cron): boolean {
  const wantedMetadata = args.metadata ?? {};
  if (parameter.name === "enabled" && staysPaused(args, cron)) return false;
  const wanted = comparableValue(parameter, bodyValue(args, parameter.name), wantedMetadata);
  const stored =
    parameter.name === "metadata" ? metadataFor(wantedMetadata, cron.metadata) : storedArgument(cron, parameter.name);
  return !sameJson(wanted, comparableValue(parameter, stored, wantedMetadata));
}

/** If the user paused a cron, only a spec with `"enabled": true` switches it on. */
export function staysPaused({ enabled }: CronArguments, cron: Cron): boolean {
  return enabled === undefined && pausedBy(cron) === "person";
}

/** The parameters that a server stores for a cron on this thread. */
export function storedParameters(threadId: string | null): readonly Parameter[] {
  return parameters.filter(
    ({ update, withoutThreadOnly }) =>
      update.kind !== "notStored" && !(withoutThreadOnly === true && threadId !== null),
  );
}

/** The value for PATCH; undefined if no PATCH can make the change. */
function patchValue({ name, update }: Parameter, args: CronArguments, cron: Cron): JsonValue | undefined {
  if (update.kind !== "patch") return undefined;
  if (name === "metadata") return metadataPatch(args.metadata ?? {}, cron.metadata);
  const value = bodyValue(args, name);
  if (value !== undefined) return value;
  return update.clear === "recreate" ? undefined : update.clear.value;
}

/**
 * PATCH merges metadata into the cron's and passes the patch itself to the runs, so removed keys are set to null and
 * our own keys are sent along. Keys that others wrote are left alone.
 */
function metadataPatch(wanted: JsonObject, stored: JsonObject): JsonObject {
  const gone = [...keyMark(stored)].filter(([key, origin]) => origin === "set" && Object.hasOwn(stored, key));
  return {
    ...ownPart(stored),
    ...Object.fromEntries(gone.map(([key]) => [key, null])),
    ...wanted,
    ...markToSend(wanted, stored),
  };
}
