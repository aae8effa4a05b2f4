import { englishMessage } from "../../core/base/message";
import type { SubmitProgress } from "../../core/lifecycle/submission/submission";
import { progressMessage } from "../../core/lifecycle/texts/outcomeTexts";
import type { CliIo } from "../cliIo";
import { cliText } from "../cliTexts";
import { printedLine } from "../printed";

/** Prints to standard error what a submit is waiting for, each wait once. Steps without a wait print nothing. */
export function waitPrinter(name: string, io: Pick<CliIo, "err">): (progress: SubmitProgress) => void {
  let printed: string | undefined;
  return (progress) => {
    const { attempt = 1, waitMilliseconds } = progress;
    if (waitMilliseconds === undefined && attempt === 1) return;
    const words = englishMessage(progressMessage(progress));
    if (words !== printed) io.err(printedLine(cliText("failed", { name, words })));
    printed = words;
  };
}
