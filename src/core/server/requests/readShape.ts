import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";

/** An answer that is JSON, but not what an Agent Server says. `place` is the key that was not as expected. */
export class ShapeFault extends Error {
  constructor(readonly place: string) {
    super(place);
  }
}

/** Readers take a value from the wire and return it typed; they throw `ShapeFault` where it is something else. */
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

export function readList<Item>(readItem: Reader<Item>): Reader<readonly Item[]> {
  return (value, place) => {
    if (!Array.isArray(value)) throw new ShapeFault(place);
    return value.map((item: JsonValue, index) => readItem(item, `${place}[${index}]`));
  };
}

export function readOneOf<const Choice extends string>(choices: readonly Choice[]): Reader<Choice> {
  return (value, place) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new ShapeFault(place);
    return found;
  };
}

/** Null and absent alike give `otherwise`: servers of different ages leave out what they do not know. */
export function orElse<Value, Otherwise>(read: Reader<Value>, otherwise: Otherwise): Reader<Value | Otherwise> {
  return (value, place) => (value === undefined || value === null ? otherwise : read(value, place));
}

export const readBoolean: Reader<boolean> = (value, place) => {
  if (typeof value !== "boolean") throw new ShapeFault(place);
  return value;
};
