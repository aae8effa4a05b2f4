import type { Finding } from "../../finding";
import { isJsonObject, type JsonValue } from "../../json";

import type { RawArguments } from "../cronArguments";
import { ownMetadataPrefix } from "../ownMetadata";
import { reservedMetadata } from "../reservedMetadata";
import { jsonType, specFinding } from "../specFinding";

const removeKey = { kind: "removeKey", text: "" } as const;

/** What runs are given: input that is there, context or configurable but not both, keys that stay. */
export function checkInput(spec: RawArguments): readonly Finding[] {
  return [...checkPresence(spec), ...checkConfig(spec), ...checkMetadata(spec)];
}

function checkPresence(spec: RawArguments): readonly Finding[] {
  if (!Object.hasOwn(spec, "input")) return [specFinding("spec.input-missing", ["input"])];
  return isEmpty(spec.input) ? [specFinding("spec.input-empty", ["input"])] : [];
}

function isEmpty(value: JsonValue | undefined): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function checkConfig({ config, context }: RawArguments): readonly Finding[] {
  if (!isJsonObject(config)) return [];
  return [
    ...checkTags(config.tags),
    ...checkRecursionLimit(config.recursion_limit),
    ...checkConfigurable(config, context),
  ];
}

function checkTags(tags: JsonValue | undefined): readonly Finding[] {
  if (tags === undefined || (Array.isArray(tags) && tags.every((tag) => typeof tag === "string"))) return [];
  return [specFinding("spec.not-list-of-text", ["config", "tags"], { args: { key: "config.tags" } })];
}

function checkRecursionLimit(limit: JsonValue | undefined): readonly Finding[] {
  if (limit === undefined || (typeof limit === "number" && Number.isInteger(limit) && limit >= 1)) return [];
  const args = { key: "config.recursion_limit", minimum: 1 };
  return [specFinding("spec.not-integer", ["config", "recursion_limit"], { args })];
}

/** The server adds keys of its own to `configurable`, so only what the spec itself brings into it counts. */
function checkConfigurable(
  { configurable }: { readonly [key: string]: JsonValue },
  context: JsonValue | undefined,
): readonly Finding[] {
  const path = ["config", "configurable"];
  if (configurable === undefined) return [];
  if (!isJsonObject(configurable)) {
    return [specFinding("spec.not-object", path, { args: { key: path.join("."), actual: jsonType(configurable) } })];
  }
  const ownId = Object.hasOwn(configurable, "cron_id")
    ? [specFinding("spec.config-cron-id", [...path, "cron_id"], { fix: removeKey })]
    : [];
  const clash =
    isJsonObject(context) && !isEmpty(context) && Object.keys(configurable).some((key) => key !== "cron_id")
      ? [specFinding("spec.context-and-configurable", path, { fix: removeKey })]
      : [];
  return [...ownId, ...clash];
}

function checkMetadata({ metadata }: RawArguments): readonly Finding[] {
  if (!isJsonObject(metadata)) return [];
  return Object.keys(metadata).flatMap((key) => {
    const path = ["metadata", key];
    if (key.startsWith(ownMetadataPrefix)) return [specFinding("spec.own-metadata", path, { fix: removeKey })];
    if (!reservedMetadata.includes(key)) return [];
    return [specFinding("spec.reserved-metadata", path, { args: { key }, fix: removeKey })];
  });
}
