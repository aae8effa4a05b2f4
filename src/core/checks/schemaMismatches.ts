import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { sameJson } from "../base/sameJson";
import type { ValuePath } from "../finding/finding";
import { followSchema, own } from "./followSchema";
import { jsonType } from "./specFinding";

/** One way in which a value violates a JSON schema; `path` is relative to the value. */
export type SchemaMismatch = { readonly path: ValuePath } & (
  | { readonly kind: "type"; readonly expected: readonly string[]; readonly actual: string }
  | { readonly kind: "choice"; readonly choices: readonly JsonValue[] }
  | { readonly kind: "missing"; readonly key: string }
  | { readonly kind: "unknownKey"; readonly key: string; readonly known: readonly string[] }
);

/**
 * Where a value certainly violates a JSON schema, as to types, choices, and missing or unknown keys. Ignores unknown
 * keywords, references it can't follow, and lists of LangChain's messages, which accept far more than their schema
 * says. Never throws. `required` only counts if some key has a default: a schema made from a `TypedDict` has none and
 * requires every key, although its graph accepts missing ones; dataclasses and pydantic models have defaults and don't
 * (langgraph 1 on server 0.16.7).
 */
export function schemaMismatches(value: JsonValue, schema: JsonObject): readonly SchemaMismatch[] {
  const walk = new SchemaWalk(schema);
  const found = [...walk.check(value, schema, []), ...unknownKeys(value, walk.follow(schema))];
  return walk.isExhausted ? [] : found;
}

/** The most steps for a hostile or huge schema; findings up to that point could be wrong, so they are dropped. */
const mostSteps = 20_000;
/** Values are at most 240 deep, so a walk that goes deeper follows a circular schema. */
const deepest = 600;

class SchemaWalk {
  private steps = 0;
  private depth = 0;

  constructor(private readonly root: JsonObject) {}

  get isExhausted(): boolean {
    return this.steps > mostSteps;
  }

  check(value: JsonValue, written: JsonValue | undefined, path: ValuePath): readonly SchemaMismatch[] {
    this.steps += this.depth < deepest ? 1 : mostSteps;
    this.depth += 1;
    const found = this.checkHere(value, written, path);
    this.depth -= 1;
    return found;
  }

  private checkHere(value: JsonValue, written: JsonValue | undefined, path: ValuePath): readonly SchemaMismatch[] {
    const schema = this.follow(written);
    if (this.isExhausted || schema === undefined || takesMore(schema, value)) return [];
    const branches = schema.anyOf ?? schema.oneOf;
    if (Array.isArray(branches)) return this.checkBranches(value, branches, path);
    const onTop = checkType(value, schema, path) ?? checkChoice(value, schema, path);
    return onTop === undefined ? this.checkInside(value, schema, path) : [onTop];
  }

  follow(written: JsonValue | undefined): JsonObject | undefined {
    return followSchema(this.root, written);
  }

  /** Reports a value that fits no branch: by the only branch of the value's kind, or by what each branch asks for. */
  private checkBranches(value: JsonValue, branches: readonly JsonValue[], path: ValuePath): readonly SchemaMismatch[] {
    const tries = branches.map((branch) => this.check(value, branch, path));
    if (tries.length === 0 || tries.some((found) => found.length === 0)) return [];
    const onTop = ({ kind, path: at }: SchemaMismatch) =>
      (kind === "type" || kind === "choice") && at.length === path.length;
    const [near, ...others] = tries.filter((found) => !found.some(onTop));
    if (near !== undefined) return others.length === 0 ? near : [];
    const all = tries.flat();
    const choices = all.flatMap((each) => (each.kind === "choice" ? each.choices : []));
    if (choices.length > 0) return [{ kind: "choice", path, choices }];
    const expected = new Set(all.flatMap((each) => (each.kind === "type" ? each.expected : [])));
    return [{ kind: "type", path, expected: [...expected], actual: jsonType(value) }];
  }

  private checkInside(value: JsonValue, schema: JsonObject, path: ValuePath): readonly SchemaMismatch[] {
    if (Array.isArray(value)) {
      if (schema.prefixItems !== undefined) return [];
      return value.flatMap((item: JsonValue, index) => this.check(item, schema.items, [...path, index]));
    }
    if (!isJsonObject(value)) return [];
    const members = Object.entries(value).flatMap(([key, member]) =>
      this.check(member, own(schema.properties, key) ?? schema.additionalProperties, [...path, key]),
    );
    return hasDefaults(schema) ? [...missingKeys(value, schema, path), ...members] : members;
  }
}

/**
 * Schemas that refuse values a graph accepts: dates as numbers, an allowed null, messages as text or pairs. A list of
 * anything usually holds messages too: `add_messages` accepts a single message, or even plain text.
 */
function takesMore(schema: JsonObject, value: JsonValue): boolean {
  if (schema.format !== undefined || (schema.nullable === true && value === null)) return true;
  return isMessage(schema) || isMessage(schema.items) || isListOfAnything(schema);
}

function isListOfAnything({ type, items }: JsonObject): boolean {
  return type === "array" && (items === undefined || (isJsonObject(items) && Object.keys(items).length === 0));
}

function isMessage(schema: JsonValue | undefined): boolean {
  if (!isJsonObject(schema)) return false;
  const branches = schema.oneOf ?? schema.anyOf ?? [schema];
  return (
    Array.isArray(branches) &&
    branches.some(
      (branch: JsonValue) =>
        isJsonObject(branch) && typeof branch.$ref === "string" && /Message(Chunk)?$/.test(branch.$ref),
    )
  );
}

const types: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === "boolean",
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: (value) => Number.isInteger(value),
  array: (value) => Array.isArray(value),
  object: isJsonObject,
};

function checkType(value: JsonValue, { type }: JsonObject, path: ValuePath): SchemaMismatch | undefined {
  const names = Array.isArray(type) ? type : [type];
  const expected = names.filter((name): name is string => typeof name === "string" && Object.hasOwn(types, name));
  if (expected.length === 0 || expected.length < names.length) return undefined;
  if (expected.some((name) => types[name]?.(value))) return undefined;
  return { kind: "type", path, expected, actual: jsonType(value) };
}

function checkChoice(value: JsonValue, schema: JsonObject, path: ValuePath): SchemaMismatch | undefined {
  const choices = schema.const === undefined ? schema.enum : [schema.const];
  if (!Array.isArray(choices) || choices.some((choice: JsonValue) => sameJson(choice, value))) return undefined;
  return { kind: "choice", path, choices };
}

function missingKeys(value: JsonObject, { required }: JsonObject, path: ValuePath): readonly SchemaMismatch[] {
  if (!Array.isArray(required)) return [];
  return required
    .filter((key: JsonValue): key is string => typeof key === "string" && !Object.hasOwn(value, key))
    .map((key) => ({ kind: "missing", path, key }));
}

/** Only dataclasses and pydantic models can have defaults, and they fail if a required key is missing. */
export function hasDefaults({ properties }: JsonObject): boolean {
  if (!isJsonObject(properties)) return false;
  return Object.values(properties).some((property) => isJsonObject(property) && Object.hasOwn(property, "default"));
}

const keywordsWithKeys = ["anyOf", "oneOf", "allOf", "if", "patternProperties", "additionalProperties"];

/** Keys that a schema with its own keys does not list; none if other keywords may add keys. */
function unknownKeys(value: JsonValue, schema: JsonObject | undefined): readonly SchemaMismatch[] {
  if (!isJsonObject(value) || schema === undefined || !isJsonObject(schema.properties)) return [];
  const known = Object.keys(schema.properties);
  const isOpen = keywordsWithKeys.some((word) => schema[word] !== undefined && schema[word] !== false);
  if (known.length === 0 || isOpen) return [];
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ kind: "unknownKey", path: [key], key, known }));
}
