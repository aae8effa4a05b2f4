import type { ParameterName, RawArguments } from "../arguments/cronArguments";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { mostSimilar } from "../base/similar";
import type { Finding, ValuePath } from "../finding/finding";
import { followSchema } from "./followSchema";
import { firstMistakes } from "./rules/firstMistakes";
import { type SchemaMismatch, schemaMismatches } from "./schemaMismatches";
import { shown, specFinding } from "./specFinding";

/** A server's answers about what a spec names; absent if it was not asked or could not tell. */
export interface ServerAnswers {
  /** `others`: the ids and graph names the server does have, for "did you mean". */
  readonly assistant?: { readonly kind: "found" } | { readonly kind: "missing"; readonly others: readonly string[] };
  readonly thread?: { readonly kind: "found" } | { readonly kind: "missing" };
  /** The nodes of the assistant's graph, without `__start__` and `__end__`. */
  readonly nodes?: readonly string[];
  /** The assistant's JSON schemas. */
  readonly inputSchema?: JsonObject;
  readonly contextSchema?: JsonObject;
}

/**
 * Findings about a spec on one server that `checkArguments` can't know. None for unknown answers, nor for values of the
 * wrong type, which `checkArguments` reports. Never throws.
 */
export function checkOnServer(spec: RawArguments, answers: ServerAnswers): readonly Finding[] {
  return [
    ...checkAssistant(spec.assistant_id, answers),
    ...checkThread(spec.thread_id, answers),
    ...checkNodes("interrupt_before", spec, answers),
    ...checkNodes("interrupt_after", spec, answers),
    ...checkSchema("input", spec.input, answers.inputSchema),
    ...checkEmptyInput(spec.input, answers.inputSchema),
    ...checkSchema("context", givenContext(spec), answers.contextSchema),
  ];
}

function checkAssistant(id: JsonValue | undefined, { assistant }: ServerAnswers): readonly Finding[] {
  if (typeof id !== "string" || assistant?.kind !== "missing") return [];
  return [meantFinding("server.unknown-assistant", ["assistant_id"], id, assistant.others)];
}

function checkThread(id: JsonValue | undefined, { thread }: ServerAnswers): readonly Finding[] {
  if (typeof id !== "string" || thread?.kind !== "missing") return [];
  return [specFinding("server.unknown-thread", ["thread_id"], { args: { value: shown(id) } })];
}

/** The server accepts any name, but never stops at a node that doesn't exist. */
function checkNodes(key: ParameterName, spec: RawArguments, { nodes }: ServerAnswers): readonly Finding[] {
  const names = spec[key];
  if (nodes === undefined || !Array.isArray(names)) return [];
  return firstMistakes(names.entries(), ([index, name]: readonly [number, JsonValue]) =>
    typeof name !== "string" || name.trim() === "" || nodes.includes(name)
      ? []
      : [meantFinding("server.unknown-node", [key, index], name, nodes)],
  );
}

type Meant = "server.unknown-assistant" | "server.unknown-node" | "server.unknown-key";

/** With a fix if a known name is similar. */
function meantFinding(code: Meant, path: ValuePath, value: string, others: readonly string[]): Finding {
  const suggestion = mostSimilar(value, others);
  if (suggestion === undefined) return specFinding(code, path, { args: { value: shown(value) } });
  const args = { value: shown(value), suggestion: shown(suggestion) };
  return specFinding(`${code}-similar`, path, { args, fix: { kind: "replaceText", text: suggestion } });
}

/** More of them would not help the user. */
const mostMismatches = 20;

function checkSchema(
  key: ParameterName,
  value: JsonValue | undefined,
  schema: JsonObject | undefined,
): readonly Finding[] {
  if (schema === undefined || typeof value !== "object" || value === null) return [];
  return schemaMismatches(value, schema)
    .slice(0, mostMismatches)
    .map((mismatch) => mismatchFinding(mismatch, [key, ...mismatch.path]));
}

/**
 * Reports an empty input if the graph needs some. A `TypedDict` requires all its keys but its graph accepts missing
 * ones (see `schemaMismatches`); with nothing at all, it most likely lacks something.
 */
function checkEmptyInput(input: JsonValue | undefined, schema: JsonObject | undefined): readonly Finding[] {
  const isEmpty = isJsonObject(input) && Object.keys(input).length === 0;
  if (!isEmpty || schema === undefined || schemaMismatches(input, schema).length > 0) return [];
  const required = followSchema(schema, schema)?.required;
  const [key] = Array.isArray(required) ? required : [];
  return typeof key === "string" ? [specFinding("server.missing-key", ["input"], { args: { key: shown(key) } })] : [];
}

/** A graph that needs a context fails without one; it can also come from `config.configurable`. */
function givenContext({ config, context }: RawArguments): JsonValue | undefined {
  if (context !== undefined) return context;
  return isJsonObject(config) && config.configurable !== undefined ? undefined : {};
}

function mismatchFinding(mismatch: SchemaMismatch, path: ValuePath): Finding {
  switch (mismatch.kind) {
    case "type":
      return specFinding("server.wrong-type", path, {
        args: { expected: shown(mismatch.expected.join(", ")), actual: mismatch.actual },
      });
    case "choice":
      return specFinding("server.wrong-choice", path, {
        args: { choices: shown(mismatch.choices.map((choice) => JSON.stringify(choice)).join(", ")) },
      });
    case "missing":
      return specFinding("server.missing-key", path, { args: { key: shown(mismatch.key) } });
    case "unknownKey":
      return meantFinding("server.unknown-key", path, mismatch.key, mismatch.known);
  }
}
