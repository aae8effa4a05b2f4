import type { RawArguments } from "../../arguments/cronArguments";
import { limits } from "../../arguments/limits";
import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";
import { candidateOf, mostSimilar, mostSimilarOf } from "../../base/similar";
import type { Finding } from "../../finding/finding";
import { removeKey, setTo } from "../../finding/fixes";
import { strippedConfigurable } from "../../server/stored/strippedKeys";
import { jsonType, shown, specFinding } from "../specFinding";

/** Checks keys of `config` that have a meaning, and values of `config.configurable` that reach no run. */
export function checkConfig({ config, context }: RawArguments): readonly Finding[] {
  if (!isJsonObject(config)) return [];
  return [
    ...checkTags(config.tags),
    ...checkRecursionLimit(config.recursion_limit),
    ...nearKeys(config),
    ...checkConfigurable(config.configurable, config, context),
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

/** The keys LangGraph reads in `config` itself (`CONFIG_KEYS` of langgraph 1); it takes others for configurables. */
const configKeys = [
  "tags",
  "metadata",
  "callbacks",
  "recursion_limit",
  "configurable",
  "run_name",
  "max_concurrency",
  "run_id",
];

/** Those that can't be meant as configurable values, because they limit the run. */
const runLimits = ["recursion_limit", "max_concurrency"].map(candidateOf);

/** Reports keys such as `recursionLimit`, which nothing reads. */
function nearKeys(config: JsonObject): readonly Finding[] {
  return Object.keys(config)
    .slice(0, limits.mistakes)
    .filter((key) => !configKeys.includes(key))
    .flatMap((key) => {
      const suggestion = mostSimilar(key, configKeys);
      if (suggestion === undefined || Object.hasOwn(config, suggestion)) return [];
      const fix = { kind: "replaceText", text: suggestion } as const;
      return [specFinding("spec.config-key-similar", ["config", key], { args: { key: shown(key), suggestion }, fix })];
    });
}

/** The server adds its own keys to `configurable`, so only the spec's own keys are checked. */
function checkConfigurable(
  configurable: JsonValue | undefined,
  config: JsonObject,
  context: JsonValue | undefined,
): readonly Finding[] {
  const path = ["config", "configurable"];
  if (configurable === undefined) return [];
  if (!isJsonObject(configurable)) {
    return [specFinding("spec.not-object", path, { args: { key: path.join("."), actual: jsonType(configurable) } })];
  }
  const keys = Object.keys(configurable);
  const overwritten = keys
    .filter((key) => serverConfigurable.includes(key))
    .map((key) => specFinding("spec.config-overwritten", [...path, key], { args: { key }, fix: removeKey }));
  const misplaced = keys.slice(0, limits.mistakes).flatMap((key) => misplacedKey(key, config));
  const isGiven = keys.some((key) => key !== "cron_id" && !strippedConfigurable.includes(key));
  const clash =
    isJsonObject(context) && Object.keys(context).length > 0 && isGiven
      ? [specFinding("spec.context-and-configurable", path, { fix: removeKey })]
      : [];
  return [...overwritten, ...misplaced, ...clash];
}

function misplacedKey(key: string, config: JsonObject): readonly Finding[] {
  const meant = mostSimilarOf(key, runLimits);
  if (meant === undefined) return [];
  const isFree = key === meant && !Object.hasOwn(config, meant);
  const fix = isFree ? ({ kind: "moveUp", text: "" } as const) : removeKey;
  return [
    specFinding("spec.config-one-up", ["config", "configurable", key], { args: { key: shown(key), meant }, fix }),
  ];
}

/** The keys the server sets in `configurable` of each run, whatever a cron says (0.16.7, seen in the runs). */
const serverConfigurable = ["assistant_id", "cron_id", "graph_id", "run_id", "thread_id"];
