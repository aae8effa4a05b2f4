import * as vscode from "vscode";
import { decodeText } from "../../core/base/decodeText";
import { matchEnvironment } from "../../core/environments/matchEnvironment";
import { readSavedPlan, type SavedPlan } from "../../core/plan/savedPlan";
import type { Connection } from "../../platform/servers/connections/connection";
import { plainText } from "../../platform/words/plainText";
import type { PageEnvironment } from "./pageEnvironment";

/** A plan that `plan --out` or this page wrote. */
export interface SavedPlanFile {
  readonly uri: vscode.Uri;
  /** What it is called in messages. */
  readonly path: string;
  readonly text: string;
  readonly plan: SavedPlan;
}

/** Throws if it can't be used. */
export async function readPlanFile(uri: vscode.Uri): Promise<SavedPlanFile> {
  const path = plainText(vscode.workspace.asRelativePath(uri));
  const { text } = decodeText(await vscode.workspace.fs.readFile(uri));
  const plan = readSavedPlan(text);
  if (plan === "otherFormat") {
    throw new Error(vscode.l10n.t("{0}: this plan was made by another version. Plan again.", path));
  }
  if (plan === undefined || plan === "unreadable" || !URL.canParse(plan.target.url)) {
    throw new Error(vscode.l10n.t("{0}: this is not a saved plan. Plan again.", path));
  }
  return { uri, path, text, plan };
}

/** Throws if the plan is for another server or another set than what it is to be applied to. */
export function refuseOther(
  { path, plan }: SavedPlanFile,
  connection: Connection,
  environment: PageEnvironment | undefined,
): void {
  const { set, target } = plan;
  const url = environment?.environment.url ?? connection.url;
  const isSame =
    environment === undefined ? matchEnvironment(target, [connection]).kind === "matched" : url === target.url;
  if (!isSame) {
    const [planned, there] = [plainText(target.url), plainText(url)];
    throw new Error(
      vscode.l10n.t("{0}: this plan is for {1}, not for {2}. Plan again for that server.", path, planned, there),
    );
  }
  if (set !== (environment?.file.set ?? null)) {
    throw new Error(
      vscode.l10n.t("{0}: this plan is for another set of crons than the files are now. Plan again.", path),
    );
  }
}
