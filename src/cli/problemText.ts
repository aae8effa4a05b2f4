import { englishMessage, withDot } from "../core/base/message";
import { adviceFor, problemMessage } from "../core/server/problems/problemTexts";
import type { ServerProblem } from "../core/server/problems/serverProblem";
import { type CliIo, type ExitCode, exitCodes } from "./cliIo";
import { printedLine } from "./printed";

/** What went wrong with the server, and how to fix it on the command line. */
export function problemText(problem: ServerProblem): string {
  const what = withDot(englishMessage(problemMessage(problem)));
  const advice = adviceFor(problem, "commandLine");
  return advice === undefined ? what : `${what} ${advice}`;
}

/** Problems in which no Agent Server answered. */
const unreached: ReadonlySet<ServerProblem["kind"]> = new Set(["unreachable", "timeout", "noServer"]);

/** Prints why a server can't be used, for an error that is not about one cron. */
export function tellProblem(problem: ServerProblem, io: Pick<CliIo, "err">): ExitCode {
  io.err(printedLine(problemText(problem)));
  return exitCodeOf(problem);
}

export function exitCodeOf({ kind }: ServerProblem): ExitCode {
  return unreached.has(kind) ? exitCodes.unreachable : exitCodes.refused;
}
