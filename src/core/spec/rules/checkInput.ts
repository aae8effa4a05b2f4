import type { Finding } from "../../finding";
import { isJsonObject, type JsonValue } from "../../json";
import type { RawArguments } from "../cronArguments";
import { removeKey, setTo } from "../fixes";
import { ownMetadataPrefix } from "../ownMetadata";
import { parameterByName } from "../parameters";
import { reservedMetadata } from "../reservedMetadata";
import { jsonType, specFinding } from "../specFinding";

/** What runs are given: input that is there, context or configurable but not both, keys that stay. */
export function checkInput(spec: RawArguments): readonly Finding[] {
  return [...checkPresence(spec), ...checkConfig(spec), ...checkMetadata(spec)];
}

function checkPresence(spec: RawArguments): readonly Finding[] {
  const fix = setTo(parameterByName("input")?.example);
  if (!Object.hasOwn(spec, "input")) return [specFinding("spec.input-missing", ["input"], { fix })];
  return isEmpty(spec.input) ? [specFinding("spec.input-empty", ["input"], { fix })] : [];
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
  const fix = typeof tags === "string" ? setTo([tags]) : undefined;
  return [specFinding("spec.not-list-of-text", ["config", "tags"], { args: { key: "config.tags" }, fix })];
}

function checkRecursionLimit(limit: JsonValue | undefined): readonly Finding[] {
  if (limit === undefined || (typeof limit === "number" && Number.isInteger(limit) && limit >= 1)) return [];
  const args = { key: "config.recursion_limit", minimum: 1 };
  const isWritten = typeof limit === "string" && /^[1-9]\d{0,9}$/.test(limit);
  const fix = isWritten ? setTo(Number(limit)) : undefined;
  return [specFinding("spec.not-integer", ["config", "recursion_limit"], { args, fix })];
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
  const overwritten = Object.keys(configurable)
    .filter((key) => serverConfigurable.includes(key))
    .map((key) => specFinding("spec.config-overwritten", [...path, key], { args: { key }, fix: removeKey }));
  const clash =
    isJsonObject(context) && !isEmpty(context) && Object.keys(configurable).some((key) => key !== "cron_id")
      ? [specFinding("spec.context-and-configurable", path, { fix: removeKey })]
      : [];
  return [...overwritten, ...clash];
}

/** What the server sets in `configurable` of each run, whatever a cron says (0.16.7, seen in the runs). */
const serverConfigurable = [
  "assistant_id",
  "cron_id",
  "graph_id",
  "langgraph_auth_permissions",
  "langgraph_auth_user",
  "langgraph_auth_user_id",
  "langgraph_request_id",
  "run_id",
  "thread_id",
];

function checkMetadata({ metadata }: RawArguments): readonly Finding[] {
  if (!isJsonObject(metadata)) return [];
  return Object.keys(metadata).flatMap((key) => {
    const path = ["metadata", key];
    if (key.startsWith(ownMetadataPrefix)) return [specFinding("spec.own-metadata", path, { fix: removeKey })];
    if (!reservedMetadata.includes(key)) return [];
    return [specFinding("spec.reserved-metadata", path, { args: { key }, fix: removeKey })];
  });
}
