import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";

/** The longest chain of references that is followed. */
const mostHops = 8;

/**
 * The schema at a place of the JSON schema `root`, with references inside `root` followed; undefined if there is none
 * that can be used.
 */
export function followSchema(root: JsonObject, written: JsonValue | undefined): JsonObject | undefined {
  let schema = written;
  for (let hop = 0; hop < mostHops; hop++) {
    if (!isJsonObject(schema)) return undefined;
    if (schema.$ref === undefined) return schema;
    const name = typeof schema.$ref === "string" ? /^#\/\$defs\/([^/~%]+)$/.exec(schema.$ref)?.[1] : undefined;
    schema = name === undefined ? undefined : own(root.$defs, name);
  }
  return undefined;
}

/** An object's own value, because a schema may have keys such as `__proto__`. */
export function own(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Follows references; of several kinds of value, takes the first that isn't null. */
export function usualSchema(root: JsonObject, written: JsonValue | undefined): JsonObject | undefined {
  const schema = followSchema(root, written);
  const branches = schema?.anyOf ?? schema?.oneOf;
  if (!Array.isArray(branches)) return schema;
  return branches
    .map((branch: JsonValue) => followSchema(root, branch))
    .find((branch) => branch !== undefined && branch.type !== "null");
}

/** The type that a schema names, the first that isn't null of several; an object if it has properties. */
export function schemaType({ properties, type }: JsonObject): JsonValue | undefined {
  if (type === undefined && isJsonObject(properties)) return "object";
  return Array.isArray(type) ? type.find((each: JsonValue) => each !== "null") : type;
}
