import { isJsonObject, type JsonValue } from "../../base/json";

/** Text that a snippet shows as it is. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A value as JSON that a snippet shows as it is. */
export function jsonSnippet(value: JsonValue): string {
  return escapeSnippet(JSON.stringify(value));
}

/** A place where the cursor stops, with what stands there until then. A string's quotes stay outside of it. */
export function snippetStop(stop: number, value: JsonValue): string {
  const text = escapeSnippet(typeof value === "string" ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value));
  return typeof value === "string" ? `"\${${stop}:${text}}"` : `\${${stop}:${text}}`;
}

/** A place where the cursor stops and one of several values is chosen. */
export function snippetChoice(stop: number, values: readonly JsonValue[]): string {
  const choices = values.map((value) => JSON.stringify(value).replace(/[\\,|$}]/g, "\\$&"));
  return `\${${stop}|${choices.join(",")}|}`;
}

/** A whole value in which the cursor stops at each text, from this number on; who speaks a message stays as it is. */
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
