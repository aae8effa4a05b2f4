import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";

/** Thrown if an answer is JSON, but not in the form an Agent Server uses. `place` is the unexpected key. */
export class ShapeFault extends Error {
  constructor(readonly place: string) {
    super(place);
  }
}

/** Returns a value from the wire with its type, or throws `ShapeFault` if it is something else. */
export type Reader<Value> = (value: JsonValue | undefined, place: string) => Value;

export const readObject: Reader<JsonObject> = (value, place) => {
  if (!isJsonObject(value)) throw new ShapeFault(place);
  return value;
};

export const readString: Reader<string> = (value, place) => {
  if (typeof value !== "string") throw new ShapeFault(place);
  return value;
};

export const readCount: Reader<number> = (value, place) => {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new ShapeFault(place);
  return value;
};

export const readNumber: Reader<number> = (value, place) => {
  if (typeof value !== "number") throw new ShapeFault(place);
  return value;
};

export function readList<Item>(readItem: Reader<Item>): Reader<readonly Item[]> {
  return (value, place) => {
    if (!Array.isArray(value)) throw new ShapeFault(place);
    return value.map((item: JsonValue, index) => readItem(item, `${place}[${index}]`));
  };
}

/** A word; one that is none of these is `unknown`, so that a newer server's word hides no other row. */
export function readWord<const Word extends string>(words: readonly Word[]): Reader<Word | "unknown"> {
  return (value, place) => {
    const word = readString(value, place);
    return words.find((known) => known === word) ?? "unknown";
  };
}

/** Returns `otherwise` for null or absent values, because older and newer servers leave out what they don't know. */
export function orElse<Value, Otherwise>(read: Reader<Value>, otherwise: Otherwise): Reader<Value | Otherwise> {
  return (value, place) => (value === undefined || value === null ? otherwise : read(value, place));
}

export const readBoolean: Reader<boolean> = (value, place) => {
  if (typeof value !== "boolean") throw new ShapeFault(place);
  return value;
};
