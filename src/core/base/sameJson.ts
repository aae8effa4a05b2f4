import { isJsonObject } from "./json";

/**
 * Whether two values of one type, made of what JSON has, are equal, with keys in any order and lists in the same order.
 * Inside of an object, undefined is the same as null.
 */
export function sameJson<Value>(left: Value, right: NoInfer<Value>): boolean {
  return isEqual(left, right);
}

function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, at) => isEqual(item, right[at]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key] ?? null, right[key] ?? null));
}
