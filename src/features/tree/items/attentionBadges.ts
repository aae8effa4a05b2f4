import * as vscode from "vscode";

const scheme = "langgraph-crons-attention";
/** VS Code shows two characters. */
const mostInBadge = 99;

/**
 * Shows at the right edge of a row how many crons below it need attention: there nothing is cut, however narrow the view.
 * The number is in the row's address, so the badges have no state.
 */
export function addBadge(item: vscode.TreeItem, count: number): void {
  if (count > 0) item.resourceUri = vscode.Uri.from({ scheme, path: String(count) });
}

export const attentionBadges: vscode.FileDecorationProvider = {
  provideFileDecoration: ({ path, scheme: given }) => {
    if (given !== scheme) return undefined;
    return { badge: Number(path) > mostInBadge ? "9+" : path };
  },
};
