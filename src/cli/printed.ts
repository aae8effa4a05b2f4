import { oneLine } from "../core/base/oneLine";

/**
 * A line with texts of files, servers or users in it. It stays one line, and none of them is taken for a command: GitHub's
 * runners look for `::` at the beginning of each line of a log, and for `##[` anywhere in it.
 */
export function printedLine(text: string): string {
  return oneLine(text)
    .replaceAll("##[", "## [")
    .replace(/^(\s*):(?=:)/, "$1: ");
}

/** The value as JSON, with `##[` in its texts spelled so that no runner sees it. */
export function printedJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /##\[|[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (found) => (found === "##[" ? "\\u0023#[" : `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}
