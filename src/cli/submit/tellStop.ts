import { ServerFailure } from "../../core/server/problems/serverProblem";
import { type CliIo, type ExitCode, exitCodes, reasonOf } from "../cliIo";
import { cliText } from "../cliTexts";
import type { TargetPlace } from "../environments/targetText";
import { printedLine } from "../printed";
import { tellProblem } from "../problemText";
import { stateFolder } from "./stateFolder";

/** Prints why the command stops, for an error that is not about one cron. */
export function tellStop(error: unknown, place: TargetPlace, io: CliIo): ExitCode {
  if (error instanceof ServerFailure) return tellProblem(error.problem, place, io);
  // Errors with a code come from the journal: nothing else uses the disk here.
  if (!(error instanceof Error && "code" in error)) throw error;
  io.err(printedLine(cliText("noState", { folder: stateFolder(io.env), reason: reasonOf(error) })));
  return exitCodes.usage;
}
