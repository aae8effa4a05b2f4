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
  // A paused cron keeps its old next date, and would run at once for it: sending the schedule too makes the server compute a new one.
  if (body.enabled === true) body.schedule = args.schedule;
  return { kind: "patch", body, changed: changed.map(({ name }) => name) };
}

/** The parameters in which the arguments say something else than the cron has, in the order of the declaration. */
export function differences(args: CronArguments, cron: Cron): readonly Parameter[] {
  return storedParameters(args.thread_id).filter((parameter) => differsIn(parameter, args, cron));
}

/** Whether the arguments say something else for one parameter, of which the server keeps something, than the cron has. */
export function differsIn(parameter: Parameter, args: CronArguments, cron: Cron): boolean {
  const wantedMetadata = args.metadata ?? {};
  if (parameter.name === "enabled" && staysPaused(args, cron)) return false;
  const wanted = comparableValue(parameter, bodyValue(args, parameter.name), wantedMetadata);
  const stored =
    parameter.name === "metadata" ? metadataFor(wantedMetadata, cron.metadata) : storedArgument(cron, parameter.name);
  return !sameJson(wanted, comparableValue(parameter, stored, wantedMetadata));
}

/** What a person has paused, only a spec that says `"enabled": true` switches on. */
export function staysPaused({ enabled }: CronArguments, cron: Cron): boolean {
  return enabled === undefined && pausedBy(cron) === "person";
}

/** The parameters of which a server keeps something for a cron on this thread. */
export function storedParameters(threadId: string | null): readonly Parameter[] {
  return parameters.filter(
    ({ update, withoutThreadOnly }) =>
      update.kind !== "notStored" && !(withoutThreadOnly === true && threadId !== null),
  );
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
 * our own are sent along. Keys that others have written are none of a spec's business.
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
