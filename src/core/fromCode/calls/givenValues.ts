import { isJsonObject, type JsonValue } from "../../base/json";
import { refuse } from "../literals/excerpt";
import type { LiteralReader } from "../literals/literalReader";
import type { CodeSource, TokenRange } from "../tokens/codeSource";
import type { FoundCall } from "./findCalls";

/** What a function takes. */
export interface Signature {
  /** Parameters that may be given without their name, in order. */
  readonly positions: readonly string[];
  /** All parameters, as the code names them. */
  readonly names: readonly string[];
}

/**
 * The arguments of a call in Python by their names. Throws `NotLiteral` for arguments that the function does not take,
 * and for those that are not written out.
 */
export function pythonArguments(
  source: CodeSource,
  call: FoundCall,
  { names, positions }: Signature,
): ReadonlyMap<string, TokenRange> {
  const given = new Map<string, TokenRange>();
  for (const [index, item] of source.items(call.open).entries()) {
    if (/^\*\*?$/.test(source.textAt(item.from))) refuse(source, item, "spread");
    const isNamed = source.isName(item.from) && source.isMark(item.from + 1, "=");
    const name = isNamed ? source.textAt(item.from) : positions[index];
    if (name === undefined) {
      return refuse(source, item, "position", { call: call.name, count: positions.length });
    }
    if (!names.includes(name)) refuse(source, item, "unknown", { name, call: call.name });
    if (given.has(name)) refuse(source, item, "twice", { name });
    given.set(name, isNamed ? { from: item.from + 2, to: item.to } : item);
  }
  return given;
}

/** A value that an object gives, and where it stands. */
export interface GivenValue {
  readonly value: JsonValue;
  readonly range: TokenRange;
}

/** The values of an object in JavaScript that a function takes as its options. Throws `NotLiteral`. */
export function scriptOptions(
  source: CodeSource,
  reader: LiteralReader,
  { call, names, range }: { readonly call: FoundCall; readonly names: readonly string[]; readonly range: TokenRange },
): ReadonlyMap<string, GivenValue> {
  const object = reader.value(range);
  if (!isJsonObject(object)) return refuse(source, range, "notOptions", { call: call.name });
  const places = placesOf(source, reader, range);
  const given = new Map<string, GivenValue>();
  for (const [name, value] of Object.entries(object)) {
    const place = places.get(name) ?? range;
    if (!names.includes(name)) refuse(source, place, "unknown", { name, call: call.name });
    if (value === null) refuse(source, place, "null", { name });
    given.set(name, { value, range: place });
  }
  return given;
}

/** The places of an object's values, if the object itself stands there and not the name of a constant. */
function placesOf(source: CodeSource, reader: LiteralReader, range: TokenRange): ReadonlyMap<string, TokenRange> {
  if (!source.isMark(range.from, "{")) return new Map();
  return new Map(
    source.items(range.from).map((item) => {
      const { key, value } = reader.entry(range, item);
      return [key, value];
    }),
  );
}
