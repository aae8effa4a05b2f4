import type { JsonValue } from "./json";

/**
 * An object that inherits nothing, so that no key of a hostile text can reach a prototype. Not `Object.create(null)`: V8
 * keeps what has no prototype at all as a hash table, four times as slow to fill and to go through.
 */
export function bareObject(): Record<string, JsonValue> {
  return Object.create(nothing) as Record<string, JsonValue>;
}

const nothing: object = Object.freeze(Object.create(null));
