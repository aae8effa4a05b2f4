import * as vscode from "vscode";
import { keyOf } from "../../platform/pages/reportSource";

/** Which specs are compared with which server. */
export interface PlanSubject {
  readonly connectionId: string;
  /** Folders and spec files, by their addresses; none: all of the workspace. */
  readonly places: readonly string[];
}

export function keyOfSubject({ connectionId, places }: PlanSubject): string {
  return keyOf(connectionId, ...places);
}

export function subjectOf([connectionId = "", ...places]: readonly string[]): PlanSubject {
  return { connectionId, places };
}

/** What the page calls its specs. */
export function placesTitle({ places }: PlanSubject): string {
  const [only] = places;
  if (only === undefined) return vscode.l10n.t("all spec files");
  if (places.length > 1) return vscode.l10n.t("{0} places", places.length);
  return vscode.workspace.asRelativePath(vscode.Uri.parse(only));
}
