/**
 * Characters that reverse a line or end it in some languages, control characters beyond those that JSON escapes, and
 * the mark of a command for GitHub's runners.
 */
const unseen = /##\[|[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * A text in double quotes, on one line and without characters that nobody sees. JSON, Python and JavaScript read it
 * alike: they share the escapes that JSON has.
 */
export function quoted(text: string): string {
  return withoutUnseen(JSON.stringify(text));
}

/** JSON with such characters escaped; they can only be in its texts. */
export function withoutUnseen(json: string): string {
  return json.replace(unseen, (found) => (found === "##[" ? "\\u0023#[" : escaped(found)));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
