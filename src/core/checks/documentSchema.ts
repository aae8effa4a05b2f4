import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import type { ServerAnswers } from "./checkOnServer";
import { hasDefaults } from "./schemaMismatches";

/** Limits: an editor reads the schema anew for each document, and follows it in depth. */
const mostCharacters = 500_000;
const mostLevels = 60;

type Keep = (value: JsonValue, levels: number) => JsonValue | undefined;

const asIs: Keep = (value) => value;
const reference: Keep = (value) => (typeof value === "string" && value.startsWith("#") ? value : undefined);
const schema: Keep = (value, levels) => {
  if (typeof value === "boolean") return value;
  return isJsonObject(value) && levels > 0 ? keptOf(value, levels) : undefined;
};
const schemas: Keep = (value, levels) =>
  Array.isArray(value) ? value.map((each: JsonValue) => schema(each, levels) ?? true) : undefined;
const named: Keep = (value, levels) =>
  isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, schema(each, levels) ?? true]))
    : undefined;

/**
 * What an editor may follow of a server's schema. Left out is what would fetch (`$id`, `$schema`, `$ref` to elsewhere),
 * what may run for minutes (`pattern`), and all that only an editor knows, such as texts with links.
 */
const keywords: Readonly<Record<string, Keep>> = {
  type: asIs,
  title: asIs,
  description: asIs,
  enum: asIs,
  const: asIs,
  default: asIs,
  examples: asIs,
  required: asIs,
  deprecated: asIs,
  minimum: asIs,
  maximum: asIs,
  minLength: asIs,
  maxLength: asIs,
  minItems: asIs,
  maxItems: asIs,
  $ref: reference,
  $defs: named,
  definitions: named,
  properties: named,
  additionalProperties: schema,
  items: (value, levels) => schema(value, levels) ?? schemas(value, levels),
  anyOf: schemas,
  oneOf: schemas,
  allOf: schemas,
};

function keptOf(written: JsonObject, levels: number): JsonObject {
  const kept = Object.entries(written).flatMap(([key, value]) => {
    const keep = Object.hasOwn(keywords, key) ? keywords[key] : undefined;
    const known = keep?.(value, levels - 1);
    if (known === undefined || (key === "required" && !hasDefaults(written))) return [];
    // Alternatives that a pattern told apart may be equal now, and then a value is of more than one.
    return key === "oneOf" ? [["anyOf", known] as const] : [[key, known] as const];
  });
  return Object.fromEntries(kept);
}

/** A server's schema for an editor; undefined: it is too large to be worth it. Never throws. */
export function harmlessSchema(written: JsonObject): JsonObject | undefined {
  const kept = keptOf(written, mostLevels);
  return JSON.stringify(kept).length > mostCharacters ? undefined : kept;
}

/** The schema by which an editor completes and checks a JSON parameter; undefined: any JSON is right. */
export function documentSchema(
  name: string,
  { contextSchema, inputSchema }: Pick<ServerAnswers, "contextSchema" | "inputSchema">,
): JsonObject | undefined {
  switch (name) {
    case "input":
      return inputSchema && harmlessSchema(inputSchema);
    case "context":
      return contextSchema && harmlessSchema(contextSchema);
    case "config":
      return configSchema;
    default:
      return undefined;
  }
}

const configSchema: JsonObject = {
  type: "object",
  properties: {
    tags: { type: "array", items: { type: "string" } },
    recursion_limit: { type: "integer", minimum: 1 },
    configurable: { type: "object" },
  },
};
