import { englishMessage, type Message } from "../../core/base/message";
import type { CountedWait } from "../../core/lifecycle/lease/lockWait";
import type { SubmitProgress } from "../../core/lifecycle/submission/submission";
import { progressMessage } from "../../core/lifecycle/texts/outcomeTexts";
import { waitMessage } from "../../core/lifecycle/texts/waitTexts";
import type { CliIo } from "../cliIo";
import { cliText } from "../cliTexts";
import { printedLine } from "../printed";

/** Prints to standard error what a command is waiting for, each wait once. Steps without a wait print nothing. */
export class WaitPrinter {
  private readonly told = new Set<string>();

  constructor(private readonly io: Pick<CliIo, "err">) {}

  /** For a submit of this name. */
  of(name: string): (progress: SubmitProgress) => void {
    let printed: string | undefined;
    return (progress) => {
      const { attempt = 1, others, waitMilliseconds } = progress;
      if (others !== undefined) this.tellOthers(others);
      else if (waitMilliseconds !== undefined || attempt > 1) {
        const words = this.lineOf(name, progressMessage(progress));
        if (words !== printed) this.io.err(words);
        printed = words;
      }
    };
  }

  /** One holder may keep several crons waiting; that is one line. */
  readonly tellOthers = (wait: CountedWait): void => {
    const line = printedLine(englishMessage(waitMessage(wait)));
    if (!wait.isLong || this.told.has(line)) return;
    this.told.add(line);
    this.io.err(line);
  };

  private lineOf(name: string, message: Message): string {
    return printedLine(cliText("failed", { name, words: englishMessage(message) }));
  }
}
