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
