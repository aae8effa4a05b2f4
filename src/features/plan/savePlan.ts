import * as vscode from "vscode";
import { withoutUnseen } from "../../core/base/quoted";
import { planJson } from "../../core/plan/planJson";
import type { PlanRequest } from "../../core/plan/savedPlan";
import type { Connection } from "../../platform/servers/connections/connection";
import { plainText } from "../../platform/words/plainText";
import type { PageRow } from "./pageRow";
import type { PlanNotice } from "./planView";
import type { PagePlan } from "./readPagePlan";

interface Saved {
  readonly connection: Connection;
  readonly plan: PagePlan;
  readonly leftOut: ReadonlySet<PageRow>;
  /** As in `PlanSubject`. */
  readonly places: readonly string[];
}

/** Writes the plan as `plan --out` does, and says so; undefined: the user leaves. */
export async function savePlan({ connection, leftOut, places, plan }: Saved): Promise<PlanNotice | undefined> {
  if (leftOut.size > 0) {
    const text = vscode.l10n.t("A saved plan has all changes: take all in first, or plan fewer files.");
    return { tone: "warning", text };
  }
  const root = rootOf(places);
  if (root === undefined) {
    return {
      tone: "warning",
      text: vscode.l10n.t("A saved plan is of one folder of the workspace: plan that folder."),
    };
  }
  const file = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save Plan"),
    defaultUri: vscode.Uri.joinPath(root, "plan.json"),
    filters: { JSON: ["json"] },
  });
  if (file === undefined) return undefined;
  const { environment, rows, version } = plan;
  const written = planJson({
    url: environment?.environment.url ?? connection.url,
    version,
    environment: environment?.environment.name ?? null,
    set: environment?.file.set ?? null,
    request: requestOf(plan, places, root, connection),
    rows,
  });
  const text = `${withoutUnseen(JSON.stringify(written, null, 2))}\n`;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const path = plainText(vscode.workspace.asRelativePath(file));
  return { tone: "good", text: vscode.l10n.t("Saved as {0}. “Open Plan…” shows it, and applies exactly that.", path) };
}

/** How the command line is asked for the same plan in `root`. */
function requestOf(
  { prune }: PagePlan,
  places: readonly string[],
  root: vscode.Uri,
  { dialect }: Connection,
): PlanRequest {
  const paths = places.map((place) => pathIn(root, vscode.Uri.parse(place)));
  return {
    paths: paths.length === 0 ? ["."] : paths,
    dialect: dialect === "secondsFirst" ? "seconds-first" : null,
    grace: prune !== undefined && "names" in prune ? prune.grace : null,
  };
}

/** The folder of the workspace in which the places are; undefined if that is not one. */
function rootOf(places: readonly string[]): vscode.Uri | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const roots =
    places.length === 0 ? folders : places.map((place) => vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(place)));
  const [first] = roots;
  return roots.every((root) => root?.uri.toString() === first?.uri.toString()) ? first?.uri : undefined;
}

function pathIn(root: vscode.Uri, { path }: vscode.Uri): string {
  const above = `${root.path.replace(/\/+$/, "")}/`;
  const inside = path.startsWith(above) ? path.slice(above.length).replace(/\/+$/, "") : "";
  return inside === "" ? "." : inside;
}
