import { isJsonObject, type JsonValue } from "../../base/json";

/** Text to be shown literally by a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A value as JSON, to be shown literally by a snippet. */
export function jsonSnippet(value: JsonValue): string {
  return escapeSnippet(JSON.stringify(value));
}

/** A place where the cursor stops, with its initial value. A string's quotes stay outside it. */
export function snippetStop(stop: number, value: JsonValue): string {
  const text = escapeSnippet(typeof value === "string" ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value));
  return typeof value === "string" ? `"\${${stop}:${text}}"` : `\${${stop}:${text}}`;
}

/** A place where the cursor stops to choose one of several values. */
export function snippetChoice(stop: number, values: readonly JsonValue[]): string {
  const choices = values.map((value) => JSON.stringify(value).replace(/[\\,|$}]/g, "\\$&"));
  return `\${${stop}|${choices.join(",")}|}`;
}

/** A whole value with a cursor stop at each text, numbered from `first`; a message's role is no stop. */
export function textsAsStops(first: number, whole: JsonValue): string {
  let stop = first;
  const write = (value: JsonValue, key: string): string => {
    if (Array.isArray(value)) return `[${value.map((item: JsonValue) => write(item, key)).join(", ")}]`;
    if (isJsonObject(value)) {
      const members = Object.entries(value).map(([name, member]) => `${jsonSnippet(name)}: ${write(member, name)}`);
      return `{ ${members.join(", ")} }`;
    }
    return key === "role" ? jsonSnippet(value) : snippetStop(stop++, value);
  };
  return write(whole, "");
}
