import * as vscode from "vscode";
import { type Grouping, groupings } from "./arrange/grouping";

/** How to put crons together; the current choice is marked. undefined: the user left. */
export async function askGrouping(current: Grouping): Promise<Grouping | undefined> {
  const items = groupings.map((grouping) => ({
    grouping,
    label: groupingLabel(grouping),
    description: grouping === current ? vscode.l10n.t("current") : "",
  }));
  // The first line is the one that Enter takes.
  const first = items.filter(({ grouping }) => grouping === current);
  const others = items.filter(({ grouping }) => grouping !== current);
  const placeHolder = vscode.l10n.t("Group crons by what?");
  return (await vscode.window.showQuickPick([...first, ...others], { placeHolder }))?.grouping;
}

function groupingLabel(grouping: Grouping): string {
  switch (grouping) {
    case "thread":
      return vscode.l10n.t("Thread");
    case "assistant":
      return vscode.l10n.t("Assistant");
    case "nextRun":
      return vscode.l10n.t("Next run");
    case "health":
      return vscode.l10n.t("Health");
    case "flat":
      return vscode.l10n.t("No groups");
  }
}
