import type { CliIo } from "../cliIo";
import { cliText } from "../cliTexts";
import { targetText } from "../environments/targetText";
import type { ReadPlan } from "../plan/readPlan";
import { printedLine } from "../printed";
import { typedLine } from "../typedLine";

/** Asks the person at the terminal; for a production server they have to type its name. */
export async function askToApply(plan: ReadPlan, io: CliIo): Promise<boolean> {
  const { environment } = plan;
  const target = targetText(plan);
  if (environment?.production !== true) {
    io.err(printedLine(cliText("askApply", { target })));
    return (await typedLine(io)).toLowerCase() === "yes";
  }
  io.err(printedLine(cliText("askProduction", { target, name: environment.name })));
  return (await typedLine(io)) === environment.name;
}
