import * as vscode from "vscode";
import type { PlanSubject } from "../../platform/app/editorCommands";
import { keyOf } from "../../platform/pages/reportSource";

export function keyOfSubject({ connectionId, environment, places, saved = "" }: PlanSubject): string {
  return keyOf(connectionId, environment?.file ?? "", environment?.name ?? "", saved, ...places);
}

export function subjectOf(ids: readonly string[]): PlanSubject {
  const [connectionId = "", file = "", name = "", saved = "", ...places] = ids;
  return {
    connectionId,
    places,
    ...(file === "" ? {} : { environment: { file, name } }),
    ...(saved === "" ? {} : { saved }),
  };
}

/** What the page calls its specs. */
export function placesTitle({ places, saved }: PlanSubject): string {
  const [only] = saved === undefined ? places : [saved];
  if (only === undefined) return vscode.l10n.t("all spec files");
  if (saved === undefined && places.length > 1) return vscode.l10n.t("{0} places", places.length);
  const uri = vscode.Uri.parse(only);
  const path = vscode.workspace.asRelativePath(uri);
  // The folder of the workspace itself has no path in it.
  return path === uri.path || path === "" ? uri.path.slice(uri.path.lastIndexOf("/") + 1) : path;
}
