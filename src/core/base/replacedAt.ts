import { isJsonObject, type JsonValue } from "./json";

/** A JSON value with another text at a path of keys and indexes; what has no such place stays as it is. */
export function replacedAt(value: JsonValue, [step, ...rest]: readonly (string | number)[], text: string): JsonValue {
  if (step === undefined) return text;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? replacedAt(item, rest, text) : item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === step ? replacedAt(item, rest, text) : item]),
  );
}
