import { englishMessage } from "../../core/base/message";
import { progressMessage } from "../../core/lifecycle/outcomeTexts";
import type { SubmitProgress } from "../../core/lifecycle/submission";
import type { CliIo } from "../cliIo";
import { cliText } from "../cliTexts";
import { printedLine } from "../printed";

/** Tells on standard error what a submit waits for, each wait once: a step that goes as it should is told by its end. */
export function waitTeller(name: string, io: Pick<CliIo, "err">): (progress: SubmitProgress) => void {
  let told: string | undefined;
  return (progress) => {
    const { attempt = 1, waitMilliseconds } = progress;
    if (waitMilliseconds === undefined && attempt === 1) return;
    const words = englishMessage(progressMessage(progress));
    if (words !== told) io.err(printedLine(cliText("failed", { name, words })));
    told = words;
  };
}
