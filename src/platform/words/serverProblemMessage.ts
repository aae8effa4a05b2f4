import * as vscode from "vscode";
import { withDot } from "../../core/base/message";
import { adviceFor, problemMessage } from "../../core/server/problems/problemTexts";
import type { ServerProblem } from "../../core/server/problems/serverProblem";
import { messageWords } from "./messageWords";

/** A server problem in the user's language: what happened, what to do. The server's own words are plain text. */
export function serverProblemMessage(problem: ServerProblem): string {
  const what = withDot(messageWords(problemMessage(problem)));
  const advice = adviceFor(problem, "editor");
  return advice === undefined ? what : `${what} ${vscode.l10n.t(advice)}`;
}
