import { shortText } from "./shortText";

/**
 * Text of a server as code in Markdown: in it there are no links, pictures, mentions or HTML. On one line, and with a
 * `|` that does not end a cell of a table.
 */
export function codeSpan(text: string, most?: number): string {
  const line = shortText(text, most)
    .replace(/\\(?=\|)/g, "\\ ")
    .replaceAll("|", "\\|");
  if (line === "") return "";
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = /^`|`$|\\$/.test(line) ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}`;
}
