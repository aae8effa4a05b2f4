import * as vscode from "vscode";
import type { SubmitOutcome } from "../../../core/lifecycle/submission/submission";
import { failureMessage, reportFailure } from "../../../platform/app/reportFailure";
import { readSetting } from "../../../platform/host/settings";
import type { Connection } from "../../../platform/servers/connections/connection";
import { documentRange } from "../../../platform/specs/documentRange";
import { plainText } from "../../../platform/words/plainText";
import { needsAttention, outcomeWords } from "../../../platform/words/submissionWords";
import { serverRefusalOf } from "../findings/serverRefusals";
import type { DocumentDraft } from "./documentDrafts";

/** The result for one spec. */
export type SubmitResult =
  | { readonly kind: "outcome"; readonly draft: DocumentDraft; readonly outcome: SubmitOutcome }
  | { readonly kind: "failure"; readonly draft: DocumentDraft; readonly failure: unknown };

/** How long the status bar shows a submission, in milliseconds. */
const statusBarTime = 10_000;

/**
 * Reports the result of a submission. If all went well, the lens and the status bar show it; a notification appears if
 * they are not visible, or if something is left to do.
 */
export class SubmitReport {
  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** `asked`: how many were to be submitted. With fewer results, the rest was not tried. */
  async tell(connection: Connection, results: readonly SubmitResult[], asked: number): Promise<void> {
    const [only] = results;
    if (only !== undefined && asked === 1) await this.tellOne(only);
    else tellSeveral(connection, results, asked);
  }

  private async tellOne(result: SubmitResult): Promise<void> {
    if (result.kind === "failure") {
      await this.tellFailure(result);
      return;
    }
    const words = resultWords(result);
    if (needsAttention(result.outcome)) void vscode.window.showWarningMessage(words);
    else if (isLensInSight(result)) vscode.window.setStatusBarMessage(words, statusBarTime);
    else void vscode.window.showInformationMessage(words);
  }

  private async tellFailure({ draft, failure }: Extract<SubmitResult, { kind: "failure" }>): Promise<void> {
    const { document, spec } = draft;
    const parameter = serverRefusalOf(failure)?.parameter ?? null;
    if (parameter !== null) {
      const selection = documentRange(document, spec.rangeOf([parameter]));
      await vscode.window.showTextDocument(document, { selection });
    }
    await reportFailure(this.log, `submit ${spec.name}`, failure);
  }
}

function tellSeveral(connection: Connection, results: readonly SubmitResult[], asked: number): void {
  const troubled = results.filter((result) => !isAsAsked(result));
  const server = plainText(connection.name);
  if (troubled.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("{0}: {1}", server, results.map(resultWords).join(" ")));
    return;
  }
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      "{0}: {1} of {2} crons match their files. {3}",
      server,
      results.length - troubled.length,
      asked,
      troubled.map(resultWords).join(" "),
    ),
  );
}

function isAsAsked(result: SubmitResult): boolean {
  return result.kind === "outcome" && result.outcome.kind !== "cancelled" && !needsAttention(result.outcome);
}

function resultWords(result: SubmitResult): string {
  const { document, name } = result.draft;
  const words = result.kind === "failure" ? failureMessage(result.failure) : outcomeWords(result.outcome, Date.now());
  const unsaved = document.isDirty ? ` ${vscode.l10n.t("(from the unsaved text)")}` : "";
  return `“${plainText(name)}”: ${words.replace(/\.$/, "")}${unsaved}.`;
}

function isLensInSight({ draft }: SubmitResult): boolean {
  return (
    readSetting("codeLens") && vscode.window.visibleTextEditors.some(({ document }) => document === draft.document)
  );
}
