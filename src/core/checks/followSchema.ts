import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";

/** References that lead to references, at most. */
const mostHops = 8;

/**
 * The schema that stands at a place of the JSON schema `root`, past references inside of it; undefined where there is
 * nothing to hold on to.
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

/** An object's own value; a schema may have keys such as `__proto__`. */
export function own(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
