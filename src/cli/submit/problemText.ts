import { englishMessage, withDot } from "../../core/base/message";
import { adviceFor, problemMessage } from "../../core/server/problems/problemTexts";
import type { ServerProblem } from "../../core/server/problems/serverProblem";

/** What went wrong with the server, and how to fix it on the command line. */
export function problemText(problem: ServerProblem): string {
  const what = withDot(englishMessage(problemMessage(problem)));
  const advice = adviceFor(problem, "commandLine");
  return advice === undefined ? what : `${what} ${advice}`;
}
