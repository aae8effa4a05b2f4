import * as vscode from "vscode";
import { withDot } from "../../core/base/message";
import type { FinishedSubmission } from "../../core/lifecycle/finish/finishOpenSubmissions";
import { finishedMessage } from "../../core/lifecycle/texts/finishedTexts";
import { messageWords } from "./messageWords";
import { plainText } from "./plainText";

/** Notifies the user about a submission that was finished in the background, for instance after a crash. */
export function tellFinished(finished: FinishedSubmission, serverName: string): void {
  const message = finishedMessage(finished);
  if (message === undefined) return;
  const words = `${plainText(serverName)}: ${withDot(messageWords(message))}`;
  if (finished.outcome === "switchedOn") void vscode.window.showInformationMessage(words);
  else void vscode.window.showWarningMessage(words);
}
