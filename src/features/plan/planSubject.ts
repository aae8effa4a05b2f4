import * as vscode from "vscode";
import type { PlanSubject } from "../../platform/app/editorCommands";
import { keyOf } from "../../platform/pages/reportSource";

export function keyOfSubject({ connectionId, environment, places }: PlanSubject): string {
  return keyOf(connectionId, environment?.file ?? "", environment?.name ?? "", ...places);
}

export function subjectOf([connectionId = "", file = "", name = "", ...places]: readonly string[]): PlanSubject {
  return { connectionId, places, ...(file === "" ? {} : { environment: { file, name } }) };
}

/** What the page calls its specs. */
export function placesTitle({ places }: PlanSubject): string {
  const [only] = places;
  if (only === undefined) return vscode.l10n.t("all spec files");
  if (places.length > 1) return vscode.l10n.t("{0} places", places.length);
  const uri = vscode.Uri.parse(only);
  const path = vscode.workspace.asRelativePath(uri);
  // The folder of the workspace itself has no path in it.
  return path === uri.path || path === "" ? uri.path.slice(uri.path.lastIndexOf("/") + 1) : path;
}
