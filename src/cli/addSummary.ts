import { variableOf } from "../core/base/environment";
import { type CliIo, reasonOf } from "./cliIo";
import { cliText } from "./cliTexts";
import { printedLine } from "./printed";

/** GitHub takes no more than 1 MiB for the summary of a step. */
export const mostSummaryBytes = 1_000_000;
/** So many rows of a status are below that. */
export const mostSummaryRows = 500;

/** Adds Markdown to the page of a workflow run on GitHub; does nothing elsewhere. Says why if it can't be written. */
export async function addSummary(lines: readonly string[], { appendFile, env, err }: CliIo): Promise<void> {
  const path = variableOf(env, "GITHUB_STEP_SUMMARY");
  if (path === undefined || path === "") return;
  try {
    await appendFile(path, `${lines.join("\n")}\n`);
  } catch (error) {
    err(printedLine(cliText("unwritable", { file: path, reason: reasonOf(error) })));
  }
}
