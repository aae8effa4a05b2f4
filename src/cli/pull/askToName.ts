import { type CliIo, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { PlanTarget } from "../environments/readTarget";
import { scheduleText } from "../health/cronTexts";
import { printedLine } from "../printed";
import { typedLine } from "../typedLine";
import type { CliPullStep } from "./pulled";
import { pullText } from "./pullTexts";

/** So many are listed before the question. */
const mostListed = 20;

/**
 * Says which crons get a name on the server, and asks the person at the terminal; for a production server they have to
 * type its name. Throws `UsageError` if nobody is there.
 */
export async function askToName(
  unnamed: readonly Exclude<CliPullStep, { readonly kind: "left" }>[],
  { environment, url }: Pick<PlanTarget, "environment" | "url">,
  io: CliIo,
): Promise<boolean> {
  io.err(printedLine(pullText("names", { count: unnamed.length, target: environment?.name ?? url })));
  for (const { cron, name } of unnamed.slice(0, mostListed)) {
    io.err(printedLine(pullText("name", { name, schedule: scheduleText(cron), id: cron.cron_id })));
  }
  if (unnamed.length > mostListed) io.err(cliText("moreCrons", { count: unnamed.length - mostListed }));
  if (!io.isInteractive) throw new UsageError(pullText("needsYes"));
  if (environment?.production !== true) {
    io.err(pullText("ask"));
    return (await typedLine(io)).toLowerCase() === "yes";
  }
  io.err(printedLine(pullText("askProduction", { name: environment.name })));
  return (await typedLine(io)) === environment.name;
}
