import type { JsonValue } from "../core/base/json";

/** Whether a value from the other side has its agreed type. Never throws, for any value. */
export type Guard<Value> = (value: unknown) => value is Value;

/** Deeper than any cron's argument, so that a guard stops at a cycle or a hostile value. */
const maximumDepth = 256;

export const isNull: Guard<null> = (value) => value === null;
export const isText: Guard<string> = (value) => typeof value === "string";
export const isFlag: Guard<boolean> = (value) => typeof value === "boolean";
export const isCount: Guard<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Valid JSON at every level: no undefined, class instances or NaN, and no deeper than a cron's argument can be. */
export const isJson: Guard<JsonValue> = (value): value is JsonValue => isJsonAt(value, 0);

export const isJsonRecord: Guard<Readonly<Record<string, JsonValue>>> = (
  value,
): value is Readonly<Record<string, JsonValue>> => isRecord(value) && isJson(value);

function isJsonAt(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      if (value === null) {
        return true;
      }
      if (depth >= maximumDepth || !(Array.isArray(value) || isRecord(value))) {
        return false;
      }
      // Array.from also visits the holes of a sparse array.
      return Array.from(Array.isArray(value) ? value : Object.values(value)).every((item) => isJsonAt(item, depth + 1));
    default:
      return false;
  }
}

/** The value is one of these literals. */
export function oneOf<const Value extends string>(...values: readonly Value[]): Guard<Value> {
  return (value): value is Value => values.some((allowed) => allowed === value);
}

export function orNull<Value>(guard: Guard<Value>): Guard<Value | null> {
  return (value): value is Value | null => value === null || guard(value);
}

export function either<First, Second>(first: Guard<First>, second: Guard<Second>): Guard<First | Second> {
  return (value): value is First | Second => first(value) || second(value);
}

export function listOf<Item>(guard: Guard<Item>): Guard<readonly Item[]> {
  return (value): value is readonly Item[] => Array.isArray(value) && Array.from(value).every((item) => guard(item));
}

/** An object with at least these keys; `optional` ones can be absent, but not undefined. */
export function shape<Needed extends object, Optional extends object = object>(
  needed: { readonly [Key in keyof Needed]: Guard<Needed[Key]> },
  optional?: { readonly [Key in keyof Optional]: Guard<Optional[Key]> },
): Guard<Needed & Partial<Optional>> {
  const neededGuards = Object.entries<Guard<unknown>>(needed);
  const optionalGuards = Object.entries<Guard<unknown>>(optional ?? {});
  return (value): value is Needed & Partial<Optional> =>
    isRecord(value) &&
    neededGuards.every(([key, guard]) => Object.hasOwn(value, key) && guard(value[key])) &&
    optionalGuards.every(([key, guard]) => !Object.hasOwn(value, key) || guard(value[key]));
}

/** A union distinguished by the value of one key. */
export function tagged<Value extends object, Tag extends keyof Value & string>(
  tag: Tag,
  guards: { readonly [Kind in Value[Tag] & string]: Guard<Extract<Value, { readonly [Key in Tag]: Kind }>> },
): Guard<Value> {
  const byKind = new Map<unknown, Guard<unknown>>(Object.entries(guards));
  return (value): value is Value => isRecord(value) && (byKind.get(value[tag])?.(value) ?? false);
}
