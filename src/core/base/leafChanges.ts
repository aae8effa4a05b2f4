import { isJsonObject, type JsonValue } from "./json";
import { sameJson } from "./sameJson";

/** One place in which two values differ; undefined: the value has nothing there. */
export interface LeafChange {
  /** Keys and indexes from the value itself. */
  readonly path: readonly (string | number)[];
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** Where two values differ, as deep inside as they are of the same kind. Empty if they are equal. */
export function leafChanges(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: LeafChange["path"] = [],
): readonly LeafChange[] {
  if (before === undefined || after === undefined) return before === after ? [] : [{ path, before, after }];
  if (sameJson(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const at = (value: typeof before, key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);
    return keys.flatMap((key) => leafChanges(at(before, key), at(after, key), [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }).flatMap((_none, index) => leafChanges(before[index], after[index], [...path, index]));
  }
  return [{ path, before, after }];
}
