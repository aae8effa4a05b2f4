import type { ParameterName, RawArguments } from "../arguments/cronArguments";
import type { Parameter } from "../arguments/parameter";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { sameJson } from "../base/sameJson";
import { readCronArguments } from "../checks/checkArguments";
import type { Cron } from "../server/cron";
import { metadataFor } from "../server/stored/keyMark";
import { metadataKeys } from "../server/stored/ownMetadata";
import { assumeStored } from "./assumeStored";
import { comparableValue } from "./comparableValue";
import { cronToArguments } from "./cronToArguments";
import { differences, planUpdate } from "./planUpdate";

/** A parameter that a submit of the draft would change. */
export interface DraftChange {
  readonly parameter: Parameter;
  /** The server's value, as a draft would say it; undefined: it has none, or its default. */
  readonly stored: JsonValue | undefined;
  /** The draft's value. */
  readonly wanted: JsonValue | undefined;
  /**
   * Who has changed it since `base`. draft: the draft alone. server: somebody else, and the draft still has the old
   * value. both: each to another value.
   */
  readonly by: "draft" | "server" | "both";
}

export interface DraftChanges {
  /** In the order of the declaration. */
  readonly changes: readonly DraftChange[];
  /** What no PATCH can change to these values; if there is any, the cron has to be made anew. */
  readonly because: readonly ParameterName[];
}

/**
 * What a submit of a draft would change in its cron, and what others have changed meanwhile. `base`: the cron as the
 * draft's author saw it last; undefined: nothing is known of that, so all changes count as the draft's. `cron` must carry
 * its payload. Placeholders count as equal to the server's value. undefined: the draft is incomplete or wrong.
 */
export function draftChanges(raw: RawArguments, cron: Cron, base: RawArguments | undefined): DraftChanges | undefined {
  const read = readCronArguments(assumeStored(raw, cron).arguments);
  if (!read.ok) return undefined;
  const plan = planUpdate(read.value, cron);
  const wantedMetadata = read.value.metadata ?? {};
  const stored = withMetadata(cronToArguments(cron).arguments, metadataFor(wantedMetadata, cron.metadata));
  const before = base && withMetadata(base, metadataFor(wantedMetadata, marked(base.metadata, cron)));
  const changes = differences(read.value, cron).map((parameter): DraftChange => {
    const isSame = (one: RawArguments, other: RawArguments) => {
      const key = (of: RawArguments) => comparableValue(parameter, of[parameter.name], wantedMetadata);
      return sameJson(key(one), key(other));
    };
    const isOfServer = before !== undefined && !isSame(before, stored);
    const by = isOfServer ? (isSame(before, raw) ? "server" : "both") : "draft";
    const { name } = parameter;
    // As the author wrote it, such as a graph's name for its assistant.
    const spelled = before !== undefined && !isOfServer ? before : stored;
    return { parameter, stored: spelled[name], wanted: raw[name], by };
  });
  return { changes, because: plan.kind === "recreate" ? plan.because : [] };
}

/** Of the metadata only what the draft's would change; a null there is what an update left of a removed key. */
function withMetadata({ metadata: _all, ...rest }: RawArguments, concerned: JsonObject): RawArguments {
  const entries = Object.entries(concerned).filter(([, value]) => value !== null);
  return entries.length === 0 ? rest : { ...rest, metadata: Object.fromEntries(entries) };
}

/** With the record of whose the keys are, which only the cron's own metadata has. */
function marked(metadata: JsonValue | undefined, cron: Cron): JsonObject {
  const mark = cron.metadata[metadataKeys.keys];
  return { ...(isJsonObject(metadata) ? metadata : {}), ...(mark === undefined ? {} : { [metadataKeys.keys]: mark }) };
}
