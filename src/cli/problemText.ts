import { englishMessage, withDot } from "../core/base/message";
import { adviceFor, problemMessage } from "../core/server/problems/problemTexts";
import type { ServerProblem } from "../core/server/problems/serverProblem";
import { type CliIo, type ExitCode, exitCodes } from "./cliIo";
import { type TargetPlace, targetText } from "./environments/targetText";
import { printedLine } from "./printed";

/** What went wrong with the server, and how to fix it on the command line. */
export function problemText(problem: ServerProblem): string {
  const what = withDot(englishMessage(problemMessage(problem)));
  const advice = adviceFor(problem, "commandLine");
  return advice === undefined ? what : `${what} ${advice}`;
}

/** Problems in which no Agent Server answered. */
const unreached: ReadonlySet<ServerProblem["kind"]> = new Set(["unreachable", "timeout", "noServer"]);

/** Prints why a server can't be used, and which, for an error that is not about one cron. */
export function tellProblem(problem: ServerProblem, place: TargetPlace, io: Pick<CliIo, "err">): ExitCode {
  const text = problemText(problem);
  // Some problems name the address themselves.
  const isSaid = place.environment === undefined && text.includes(place.url);
  io.err(printedLine(isSaid ? text : `${targetText(place)}: ${text}`));
  return exitCodeOf(problem);
}

export function exitCodeOf({ kind }: ServerProblem): ExitCode {
  return unreached.has(kind) ? exitCodes.unreachable : exitCodes.refused;
}
