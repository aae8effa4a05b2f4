import { oneLine } from "../../core/base/oneLine";

/**
 * Text of a server or a file as one line that VS Code shows as it is: a tree label, a quick pick, a notification, a
 * status; at most `longest` UTF-16 units of it. Nothing in it is a link (`](command:…)` works in notifications) or an icon (`$(…)` works in quick picks).
 */
export function plainText(text: string, longest = 200): string {
  const line = oneLine(text.slice(0, longest * 4))
    .replaceAll("](", "] (")
    .replaceAll("$(", "$ (")
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line;
}
