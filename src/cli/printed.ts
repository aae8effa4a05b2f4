import { oneLine } from "../core/base/oneLine";

/**
 * Makes a line safe to print when it contains text of files, servers or users. It stays one line, and GitHub's runners
 * find no command in it: they look for `::` at the start of each log line, and for `##[` anywhere.
 */
export function printedLine(text: string): string {
  return oneLine(text)
    .replaceAll("##[", "## [")
    .replace(/^(\s*):(?=:)/, "$1: ");
}

/** The value as JSON. `##[` is escaped, so that GitHub's runners find no command in it. */
export function printedJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /##\[|[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (found) => (found === "##[" ? "\\u0023#[" : `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}
