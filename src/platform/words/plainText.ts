import { oneLine } from "../../core/base/oneLine";

/**
 * Text of a server or a file as one line that VS Code shows literally; at most `longest` UTF-16 units. Links
 * (`](command:…)` in notifications) and icons (`$(…)` in quick picks) don't work in it.
 */
export function plainText(text: string, longest = 200): string {
  const line = oneLine(text.slice(0, longest * 4))
    .replaceAll("](", "] (")
    .replaceAll("$(", "$ (")
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line;
}
