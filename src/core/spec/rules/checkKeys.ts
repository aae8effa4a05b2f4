import type { Finding } from "../../finding";
import type { RawArguments } from "../cronArguments";
import { parameterByName, parameters } from "../parameters";
import { mostSimilar } from "../similar";
import { shown, specFinding } from "../specFinding";

const knownKeys = ["name", ...parameters.map(({ name }) => name)];

/** Words that other tools, or the API's own routes, have for the same thing. */
const otherWords: Readonly<Record<string, string>> = {
  cron: "schedule",
  tz: "timezone",
  thread: "thread_id",
  assistant: "assistant_id",
  graph: "assistant_id",
  graph_id: "assistant_id",
  query: "params",
  expires_at: "end_time",
  webhook_url: "webhook",
  multitask: "multitask_strategy",
};

/** Keys that no parameter has, required ones that are missing, and nulls, which the server refuses instead of ignoring. */
export function checkKeys(spec: RawArguments): readonly Finding[] {
  const keys = Object.keys(spec);
  return [
    ...missingKeys(spec),
    ...keys.flatMap((key) => unknownKey(key)),
    ...keys.flatMap((key) => nullValue(key, spec)),
  ];
}

function missingKeys(spec: RawArguments): readonly Finding[] {
  return parameters
    .filter(({ name, required }) => required && !Object.hasOwn(spec, name))
    .map(({ name, type }) =>
      type.kind === "uuidOrNull"
        ? specFinding("spec.missing-thread", [name], { fix: { kind: "setValue", text: "null" } })
        : specFinding("spec.missing", [name], { args: { key: name } }),
    );
}

function unknownKey(key: string): readonly Finding[] {
  if (parameterByName(key) !== undefined) return [];
  const suggestion = Object.hasOwn(otherWords, key) ? otherWords[key] : mostSimilar(key, knownKeys);
  if (suggestion === undefined) return [specFinding("spec.unknown-key", [key], { args: { key: shown(key) } })];
  const args = { key: shown(key), suggestion };
  return [specFinding("spec.unknown-key-similar", [key], { args, fix: { kind: "replaceText", text: suggestion } })];
}

function nullValue(key: string, spec: RawArguments): readonly Finding[] {
  const type = parameterByName(key)?.type;
  if (spec[key] !== null || type === undefined || type.kind === "uuidOrNull") return [];
  return [specFinding("spec.null", [key], { args: { key }, fix: { kind: "removeKey", text: "" } })];
}
