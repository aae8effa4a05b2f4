import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { Finding } from "../../../core/finding/finding";
import { failureMessage } from "../../../platform/app/reportFailure";
import { findingText, fixTitle } from "../../../platform/words/findingMessages";
import { listWords, messageWords } from "../../../platform/words/messageWords";
import { momentWords } from "../../../platform/words/runWords";
import { serverProblemMessage } from "../../../platform/words/serverProblemMessage";
import { durationWords } from "../../../platform/words/timeWords";
import type { FieldMessage } from "../../../protocol/fieldMessage";
import type { FormWords } from "../controller/formWords";
import { fieldMessages } from "./fieldMessages";

/** The host's messages in the language of this window. */
export const windowWords: FormWords = {
  translate: (text, args = {}) => vscode.l10n.t(text, { ...args }),
  message: (message) => messageWords(message),
  problem: serverProblemMessage,
  moment: (time, zone) => momentWords(time, zone, Date.now()),
  list: listWords,
  duration: (milliseconds) => durationWords(milliseconds, vscode.env.language),
  count: (count) => count.toLocaleString(vscode.env.language),
  file: (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true)),
  failure: failureMessage,
};

export function windowFieldMessages(raw: RawArguments, findings: readonly Finding[]): readonly FieldMessage[] {
  return fieldMessages(raw, findings, { text: findingText, fixTitle });
}
