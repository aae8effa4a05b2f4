import { oneLine } from "../core/base/oneLine";
import { withoutUnseen } from "../core/base/quoted";

/**
 * Makes a line safe to print when it contains text of files, servers or users. It stays one line, and GitHub's runners
 * find no command in it: they look for `::` at the start of each log line, and for `##[` anywhere.
 */
export function printedLine(text: string): string {
  return oneLine(text)
    .replaceAll("##[", "## [")
    .replace(/^(\s*):(?=:)/, "$1: ");
}

/** The value as JSON, in which GitHub's runners find no command. */
export function printedJson(value: unknown, indent?: number): string {
  return withoutUnseen(JSON.stringify(value, null, indent));
}
