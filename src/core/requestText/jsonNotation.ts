import { quoted } from "../base/quoted";
import type { Notation } from "./notation";
import { joined } from "./variableText";

/**
 * JSON, with each variable as `reference` writes it. `literal`: what becomes of quoted texts, such as escapes of the
 * language around it.
 */
export function jsonNotation(reference: (name: string) => string, literal = (part: string) => part): Notation {
  const part = (text: string) => literal(quoted(text).slice(1, -1));
  return {
    null: "null",
    true: "true",
    false: "false",
    number: (value) => JSON.stringify(value),
    text: (text) => `"${joined(text, part, reference)}"`,
    key: (key) => `"${part(key)}"`,
    step: "  ",
    lastComma: false,
  };
}
