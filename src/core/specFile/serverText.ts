import type { ParameterName, RawArguments } from "../arguments/cronArguments";
import { parameterByName } from "../arguments/parameters";
import { placeholderParameters } from "../arguments/placeholders";
import { isJsonObject } from "../base/json";
import { holdsPlaceholder } from "../compare/assumeStored";
import { cronToArguments } from "../compare/cronToArguments";
import { specState } from "../compare/specState";
import type { Cron } from "../server/cron";
import { metadataFor } from "../server/stored/keyMark";
import { isProtected } from "../server/stored/ownership";
import type { Spec } from "./parseSpecFile";
import { SpecWriter, type WrittenValue } from "./specWriter";

export interface ServerText {
  /** The whole file; unchanged parts keep their place, spelling and comments. */
  readonly text: string;
  /** Parameters that differ on the server but stay in the file, because they have or would become placeholders. */
  readonly kept: readonly ParameterName[];
}

/**
 * A spec file's text with one spec replaced by what a cron is. `spec` was read from `text`; `cron` must carry its
 * payload. undefined if the spec has errors and so can't be compared.
 */
export function serverText(text: string, spec: Spec, cron: Cron): ServerText | undefined {
  const wanted = { arguments: spec.arguments, ownership: { protect: spec.protect } };
  const state = specState(wanted, [{ cron }], { patches: true });
  if (state.kind === "unreadable") return undefined;
  const kept = new Set<ParameterName>();
  const writer = new SpecWriter(text, spec.range, (value) => {
    if (value.path[0] === "protect") return true;
    const name = parameterByName(value.path[0] ?? "")?.name;
    if (name === undefined || isLeftOver(name, value)) return false;
    const isPlaceholder = placeholderParameters.includes(name) && [value.old, value.wanted].some(holdsPlaceholder);
    if (isPlaceholder) kept.add(name);
    return !isPlaceholder;
  });
  const stored = { ...cronToArguments(cron).arguments, ...metadataOf(spec, cron) };
  if (state.kind === "differs") {
    for (const name of namesToWrite(state.names)) {
      writer.write({ path: [name], old: spec.arguments[name], wanted: stored[name] });
    }
    if (state.marks.includes("protect")) {
      writer.write({ path: ["protect"], old: spec.protect, wanted: isProtected(cron) ? true : undefined });
    }
  }
  return { text: writer.text(), kept: [...kept] };
}

/** Leaves out metadata that others wrote and the spec does not name, because it is no difference. */
function metadataOf({ arguments: { metadata } }: Spec, cron: Cron): RawArguments {
  const compared = metadataFor(isJsonObject(metadata) ? metadata : {}, cron.metadata);
  return Object.keys(compared).length === 0 ? {} : { metadata: compared };
}

/** An update can't delete a metadata key: it leaves a null. */
function isLeftOver(name: ParameterName, { path, old, wanted }: WrittenValue): boolean {
  return name === "metadata" && path.length > 1 && wanted === null && old === undefined;
}

/** A parameter that crons on a thread can't have only differs once the thread is removed, so it is included too. */
function namesToWrite(names: readonly ParameterName[]): ReadonlySet<ParameterName> {
  return new Set(names.includes("thread_id") ? [...names, "on_run_completed"] : names);
}
