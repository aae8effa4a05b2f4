import type { Placeholder } from "../arguments/placeholders";
import { findPlaceholders } from "../arguments/placeholders";

/** A part of a text that is only known where the text is used: the value of an environment variable. */
export interface Variable {
  readonly variable: string;
}

/** A text with at least one variable in it. A class, so that it can't be mistaken for a JSON object. */
export class VariableText {
  constructor(readonly parts: readonly (string | Variable)[]) {}
}

export type Text = string | VariableText;

/** JSON whose texts may have variables in them. */
export type WrittenValue = null | boolean | number | Text | readonly WrittenValue[] | WrittenObject;
export type WrittenObject = { readonly [key: string]: WrittenValue };

export function isWrittenObject(value: WrittenValue): value is WrittenObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof VariableText);
}

export function variableText(variable: string): VariableText {
  return new VariableText([{ variable }]);
}

/** A text with variables in place of its placeholders. */
export function withVariables(text: string, nameOf: (placeholder: Placeholder) => string): Text {
  const placeholders = findPlaceholders(text);
  if (placeholders.length === 0) return text;
  const parts: (string | Variable)[] = [];
  let from = 0;
  for (const placeholder of placeholders) {
    parts.push(text.slice(from, placeholder.span.start), { variable: nameOf(placeholder) });
    from = placeholder.span.end;
  }
  return new VariableText([...parts, text.slice(from)].filter((part) => part !== ""));
}

/** The text, each part written in a language's way. */
export function joined(text: Text, literal: (part: string) => string, reference: (name: string) => string): string {
  const parts = typeof text === "string" ? [text] : text.parts;
  return parts.map((part) => (typeof part === "string" ? literal(part) : reference(part.variable))).join("");
}

/** Whether a variable is anywhere in it. */
export function hasVariables(value: WrittenValue): boolean {
  if (value instanceof VariableText) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasVariables);
}
