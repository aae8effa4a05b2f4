import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import { askServer } from "../../../core/checks/askServer";
import type { CheckedDraft, ServerOpinion } from "../../../core/lifecycle/prepare/checkDrafts";
import { prepareSubmit, type ReadyCron } from "../../../core/lifecycle/prepare/prepareSubmit";
import type { LocatedFinding } from "../../../core/specFile/json/locate";
import { confirmSend } from "../../../platform/ask/confirmSend";
import type { PlaceholderValues } from "../../../platform/ask/placeholderValues";
import { readSetting } from "../../../platform/host/settings";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { ServerFacts } from "../../../platform/servers/serverFacts";
import type { Servers } from "../../../platform/servers/servers";
import { documentRange } from "../../../platform/specs/documentRange";
import { findingText } from "../../../platform/words/findingMessages";
import { plainText } from "../../../platform/words/plainText";
import type { SpecReader } from "../specReader";
import type { DocumentDraft } from "./documentDrafts";
import { placeOfFinding } from "./draftsThere";

export interface PrepareParts {
  readonly servers: Servers;
  readonly facts: ServerFacts;
  readonly placeholders: PlaceholderValues;
  readonly reader: SpecReader;
}

/** Everything that comes before a submit. undefined: the user declined, or was shown an error. */
export async function prepareDrafts(
  drafts: readonly DocumentDraft[],
  connection: Connection,
  { servers, facts, placeholders, reader }: PrepareParts,
): Promise<readonly ReadyCron<DocumentDraft>[] | undefined> {
  const mayAsk = readSetting("checkOnServer") && servers.state(connection).kind === "ready";
  const prepared = await prepareSubmit({
    drafts,
    check: reader.checkOptions(connection),
    production: connection.production || drafts.some(({ environment }) => environment?.production === true),
    placeholders: { kind: "ask", ask: (asked) => placeholders.lookup(asked, connection) },
    confirm: (question) => confirmSend(connection, question),
    ...(mayAsk ? { askServer: (raws: readonly RawArguments[]) => opinion(facts, connection, raws) } : {}),
  });
  switch (prepared.kind) {
    case "ready":
      return prepared.crons;
    case "declined":
      return undefined;
    case "sameName":
      throw new Error(sameNameWords(prepared.drafts));
    case "refused":
      await leadToFirst(prepared.checked);
      return undefined;
  }
}

async function opinion(
  facts: ServerFacts,
  connection: Connection,
  raws: readonly RawArguments[],
): Promise<ServerOpinion> {
  return { about: await askServer(facts.questions(connection), raws) };
}

async function leadToFirst(checked: readonly CheckedDraft<DocumentDraft>[]): Promise<void> {
  for (const { draft, findings } of checked) {
    const [error] = findings
      .filter(({ severity }) => severity === "error")
      .map((finding) => placeOfFinding(finding, draft))
      .sort((one, other) => one.located.range.offset - other.located.range.offset);
    if (error !== undefined) {
      await leadTo(await vscode.workspace.openTextDocument(error.file), error.located, draft.name);
      return;
    }
  }
}

/** Shows the place and names the problem there: a screen reader may not notice the place alone. */
export async function leadTo(document: vscode.TextDocument, error: LocatedFinding, name: string): Promise<void> {
  await vscode.window.showTextDocument(document, { selection: documentRange(document, error.range) });
  const words = plainText(findingText(error.finding));
  void vscode.window.showErrorMessage(vscode.l10n.t("“{0}” can't be submitted: {1}", plainText(name), words));
}

/** A file's own findings cover specs in the same file; here several files claim the same cron. */
function sameNameWords([one, other]: readonly [DocumentDraft, DocumentDraft]): string {
  return vscode.l10n.t(
    "{0} and {1} both describe the cron “{2}”. Nothing was submitted; give one of them another “name”.",
    plainText(vscode.workspace.asRelativePath(one.document.uri)),
    plainText(vscode.workspace.asRelativePath(other.document.uri)),
    plainText(one.name),
  );
}
