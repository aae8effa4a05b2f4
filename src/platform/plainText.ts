/** Control characters break lines, bidirectional ones turn the rest of a line around. */
const steering = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;

/**
 * Text of a server or a file as one line that VS Code shows as it is: a tree label, a quick pick, a notification, a
 * status; at most `longest` UTF-16 units of it. Nothing in it is a link (`](command:…)` works in notifications) or an icon (`$(…)` works in quick picks).
 */
export function plainText(text: string, longest = 200): string {
  const line = text
    .slice(0, longest * 4)
    .replace(steering, " ")
    .replaceAll("](", "] (")
    .replaceAll("$(", "$ (")
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line;
}
