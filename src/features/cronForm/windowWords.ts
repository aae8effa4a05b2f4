import * as vscode from "vscode";
import type { Finding } from "../../core/finding";
import type { RawArguments } from "../../core/spec/cronArguments";
import { findingText, fixTitle } from "../../platform/findingMessages";
import { listWords, messageWords } from "../../platform/messageWords";
import { failureMessage } from "../../platform/reportFailure";
import { momentWords } from "../../platform/runWords";
import { serverProblemMessage } from "../../platform/serverProblemMessage";
import type { FieldMessage } from "../../protocol/cronForm";
import { fieldMessages } from "./fieldMessages";
import type { FormWords } from "./formWords";

/** The host's words in the language of this window. */
export const windowWords: FormWords = {
  translate: (text, args = {}) => vscode.l10n.t(text, { ...args }),
  message: (message) => messageWords(message),
  problem: serverProblemMessage,
  moment: (time, zone) => momentWords(time, zone, Date.now()),
  list: listWords,
  file: (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true)),
  failure: failureMessage,
};

export function windowFieldMessages(raw: RawArguments, findings: readonly Finding[]): readonly FieldMessage[] {
  return fieldMessages(raw, findings, { text: findingText, fixTitle });
}
