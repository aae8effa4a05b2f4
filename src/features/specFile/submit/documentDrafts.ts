import * as vscode from "vscode";
import type { CronEnvironment } from "../../../core/environments/environmentsFile";
import type { SubmitDraft } from "../../../core/lifecycle/prepare/submitDraft";
import type { LocatedFinding } from "../../../core/specFile/json/locate";
import type { ValuePlaces } from "../../../core/specFile/json/valuePlaces";
import type { Spec } from "../../../core/specFile/parseSpecFile";
import { plainText } from "../../../platform/words/plainText";
import type { SpecReader } from "../specReader";
import type { SubmitTargets } from "./submitTargets";

/** A spec as it is in the editor now, saved or not. */
export interface DocumentDraft extends SubmitDraft {
  readonly name: string;
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly spec: Spec;
  /** Set if the arguments are those that an environment has instead of the spec's own. */
  readonly environment?: DraftEnvironment;
}

/** The environment, and its file. */
export interface DraftEnvironment extends CronEnvironment {
  readonly file: vscode.Uri;
  readonly places: ValuePlaces;
}

/** An error in a file's text as a whole, which blocks its specs. */
export interface UnreadableFile {
  readonly document: vscode.TextDocument;
  readonly problem: LocatedFinding;
}

/** Reads what will be submitted, up to the first file whose text has errors. Throws if there is no such cron. */
export async function documentDrafts(
  targets: SubmitTargets,
  reader: SpecReader,
): Promise<readonly DocumentDraft[] | UnreadableFile> {
  const drafts: DocumentDraft[] = [];
  for (const file of targets.files) {
    const document = await vscode.workspace.openTextDocument(file);
    const { problems, specs, version } = reader.readNow(document);
    const problem = problems.find(({ finding }) => finding.severity === "error");
    if (problem !== undefined) return { document, problem };
    for (const checked of specs) {
      const { ownFindings: findings, spec } = checked;
      if (targets.name !== undefined && spec.name !== targets.name) continue;
      drafts.push({
        name: spec.name,
        arguments: spec.arguments,
        protect: spec.protect,
        findings,
        document,
        version,
        spec,
      });
    }
  }
  if (drafts.length === 0) throw new Error(nothingToSubmit(targets));
  return drafts;
}

function nothingToSubmit({ name }: SubmitTargets): string {
  return name === undefined
    ? vscode.l10n.t("There is no cron in this file.")
    : vscode.l10n.t("There is no longer a cron “{0}” in this file.", plainText(name));
}
