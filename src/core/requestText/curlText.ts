import { addressOf, queryOf, queryPair } from "./addressText";
import { type ExactRequest, headersOf } from "./exactRequest";
import { jsonNotation } from "./jsonNotation";
import { written } from "./notation";
import { hasVariables, joined, type Text, VariableText } from "./variableText";

/** Stops the command if the variable is missing or empty. */
const reference = (variable: string) => `\${${variable}:?}`;

/**
 * A command for every shell that knows `sh`'s here-documents. The body is one, because a single argument is limited to
 * 128 KB on Linux. No comments: zsh runs them as commands when they are pasted.
 */
export function curlText(request: ExactRequest): string {
  const { body } = request;
  const isFilled = hasVariables(body);
  const notation = isFilled ? jsonNotation(reference, inHereDocument) : jsonNotation(reference);
  const headers = ["content-type: application/json", ...headerTexts(request)];
  const words = [
    `curl --fail-with-body ${addressWords(request)}`,
    ...headers.map((header) => `--header ${word(header)}`),
    `--data-binary @- <<${isFilled ? "JSON" : "'JSON'"}`,
  ];
  return `${words.join(" \\\n  ")}\n${written(body, notation, "")}\nJSON`;
}

function addressWords(request: ExactRequest): string {
  const { query } = request;
  const address = addressOf(request);
  // curl gives these a meaning of its own.
  const globs = /[[\]{}]/.test(address) ? "--globoff " : "";
  if (query.every(([, value]) => typeof value === "string")) return globs + word(address + queryOf(request, reference));
  // curl encodes the value of a variable: `name=value` is, `+name=value` is already. (It knows no empty name there.)
  const pairs = query.map(([name, value]) =>
    value instanceof VariableText
      ? new VariableText([queryPair([name, ""], reference), ...value.parts])
      : `+${queryPair([name, value], reference)}`,
  );
  return [globs + word(address), ...pairs.map((pair) => `--url-query ${word(pair)}`)].join(" \\\n  ");
}

function headerTexts(request: ExactRequest): readonly Text[] {
  return headersOf(request).map(([name, value]) => {
    if (value instanceof VariableText) return new VariableText([`${name}: `, ...value.parts]);
    // For curl a colon with nothing after it removes the header.
    return value === "" ? `${name};` : `${name}: ${value}`;
  });
}

/** Nothing in it has a meaning between double quotes, not even for an interactive shell. */
const plain = /^[^"$`\\!]*$/;

/** A text as one word of a command. */
function word(text: Text): string {
  if (typeof text === "string") return singleQuoted(text);
  const isPlain = text.parts.every((part) => typeof part !== "string" || plain.test(part));
  if (isPlain) return `"${joined(text, (part) => part, reference)}"`;
  return joined(text, singleQuoted, (variable) => `"${reference(variable)}"`);
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function inHereDocument(text: string): string {
  return text.replace(/[\\$`]/g, "\\$&");
}
