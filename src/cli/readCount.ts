import { UsageError } from "./cliIo";
import { cliText } from "./cliTexts";

/** The number of `--count`. Throws `UsageError`. */
export function readCount(count: number, limit: number): number {
  if (Number.isInteger(count) && count >= 1 && count <= limit) return count;
  throw new UsageError(cliText("badCount", { limit }));
}
