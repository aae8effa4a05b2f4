import { englishMessage, withDot } from "../core/base/message";
import { adviceFor, problemMessage } from "../core/server/problems/problemTexts";
import type { ServerProblem } from "../core/server/problems/serverProblem";
import { type ExitCode, exitCodes } from "./cliIo";

/** What went wrong with the server, and how to fix it on the command line. */
export function problemText(problem: ServerProblem): string {
  const what = withDot(englishMessage(problemMessage(problem)));
  const advice = adviceFor(problem, "commandLine");
  return advice === undefined ? what : `${what} ${advice}`;
}

/** Problems in which no Agent Server answered. */
const unreached: ReadonlySet<ServerProblem["kind"]> = new Set(["unreachable", "timeout", "noServer"]);

export function exitCodeOf({ kind }: ServerProblem): ExitCode {
  return unreached.has(kind) ? exitCodes.unreachable : exitCodes.refused;
}
