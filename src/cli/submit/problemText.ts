import { englishMessage, withDot } from "../../core/base/message";
import { adviceFor, problemMessage } from "../../core/server/problems/problemTexts";
import type { ServerProblem } from "../../core/server/problems/serverProblem";

/** What went wrong with the server and what can be done, as the command line says it. */
export function problemText(problem: ServerProblem): string {
  const what = withDot(englishMessage(problemMessage(problem)));
  const advice = adviceFor(problem, "commandLine");
  return advice === undefined ? what : `${what} ${advice}`;
}
