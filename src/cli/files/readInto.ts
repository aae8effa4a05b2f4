import { UsageError } from "../cliIo";
import { cliText } from "../cliTexts";

/** The folder of `--into`, with slashes and without one at its end. Throws `UsageError`. */
export function readInto(into: string): string {
  const folder = into.replaceAll("\\", "/").replace(/(?<=.)\/+$/, "");
  if (folder.trim() === "") throw new UsageError(cliText("badInto"));
  return folder;
}
