import * as vscode from "vscode";

/** Markdown that starts with plain text, and in which nothing can run: no commands, no HTML. */
export function plainMarkdown(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  return markdown.appendText(text);
}

/** A Markdown table of plain texts. */
export function plainTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head.map(cell)), line(head.map(() => "---")), ...rows.map((row) => line(row.map(cell)))].join("\n");
}

function cell(text: string): string {
  return plainMarkdown(text).value.replaceAll("|", "\\|");
}
