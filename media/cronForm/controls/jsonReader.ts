import type { FormStrings } from "../../../src/protocol/formStrings";
import { type Reading, unset, valued } from "./control";
import { type JsonText, readJsonText } from "./readJsonText";

/** Reads JSON text, the same text only once: one stroke asks for it many times, and it may be long. */
export function createJsonReader(strings: FormStrings): (text: string) => JsonText {
  let last: { readonly text: string; readonly read: JsonText } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, read: readJsonText(text, strings) };
    return last.read;
  };
}

export function jsonReading(read: JsonText): Reading {
  switch (read.kind) {
    case "empty":
      return unset;
    case "value":
      return valued(read.value);
    case "broken":
      return { kind: "unreadable", message: read.message, ...(read.place === undefined ? {} : { place: read.place }) };
  }
}
