import * as vscode from "vscode";
import { findingInOverride } from "../../../core/environments/withOverrides";
import type { Finding } from "../../../core/finding/finding";
import type { LocatedFinding } from "../../../core/specFile/json/locate";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import { listWords } from "../../../platform/words/messageWords";
import { plainText } from "../../../platform/words/plainText";
import { thereOn } from "../environments/thereOn";
import type { DocumentDraft, UnreadableFile } from "./documentDrafts";

/**
 * The drafts as the environment has them that the connection is: what a team has switched off there must not be switched
 * on by a press in one editor, and another team's cron is left alone. Throws if the connection is several environments;
 * a file of environments with errors is the answer, because it can't be known what it says.
 */
export async function draftsThere(
  drafts: readonly DocumentDraft[],
  connection: Connection,
  environments: Pick<EnvironmentFiles, "of">,
): Promise<readonly DocumentDraft[] | UnreadableFile> {
  const wanted: DocumentDraft[] = [];
  for (const draft of drafts) {
    const found = await environments.of(draft.document.uri);
    if (found?.read.ok === false) {
      const problem = found.read.failure.find(({ finding }) => finding.severity === "error");
      if (problem !== undefined) return { document: await vscode.workspace.openTextDocument(found.uri), problem };
    }
    const there = thereOn(connection, found, draft);
    if (there.kind === "unclear") throw new Error(unclearWords(draft.name, connection, there.environments));
    const owned = { ...draft, set: there.set };
    if (there.kind === "asWritten" || found?.read.ok !== true) wanted.push(owned);
    else {
      const environment = { ...there.environment, file: found.uri, places: found.read.value.places };
      wanted.push({ ...owned, arguments: there.arguments, environment });
    }
  }
  return wanted;
}

function unclearWords(
  name: string,
  connection: Pick<Connection, "name">,
  environments: readonly { readonly name: string }[],
): string {
  return vscode.l10n.t(
    "It is not clear what “{0}” is to be on {1}: in langgraph-crons.json that server is {2}. Give each environment a server of its own.",
    plainText(name),
    plainText(connection.name),
    listWords(environments.map((each) => plainText(each.name))),
  );
}

/** A place in a file of the workspace. */
export interface FindingPlace {
  readonly file: vscode.Uri;
  readonly located: LocatedFinding;
}

/** Where a finding of a draft can be fixed: in the spec, or in an override. */
export function placeOfFinding(
  finding: Finding,
  { document, environment, name, spec }: Pick<DocumentDraft, "document" | "environment" | "name" | "spec">,
): FindingPlace {
  const moved = environment && findingInOverride(finding, name, environment);
  return environment === undefined || moved === undefined
    ? { file: document.uri, located: spec.locate(finding) }
    : { file: environment.file, located: environment.places.locate(moved) };
}
