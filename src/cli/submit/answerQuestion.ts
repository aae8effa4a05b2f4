import { englishMessage } from "../../core/base/message";
import type { SubmitAnswer, SubmitQuestion } from "../../core/lifecycle/submission/submission";
import { questionMessages } from "../../core/lifecycle/texts/questionTexts";
import type { CliIo } from "../cliIo";
import { cliText } from "../cliTexts";
import { printedLine } from "../printed";
import type { SubmitSettings } from "./submitSettings";

export type AllowedBeforehand = Pick<SubmitSettings, "acceptServerTimes" | "adopt" | "overwrite" | "recreate" | "url">;

/** Nobody can answer here, so only what an option allows is done. */
export function answerQuestion(
  question: SubmitQuestion,
  name: string,
  allowed: AllowedBeforehand,
  io: Pick<CliIo, "err">,
): SubmitAnswer {
  switch (question.kind) {
    case "recreate":
      return allowed.recreate ? "yes" : "no";
    case "overwrite":
      return allowed.overwrite ? "yes" : "no";
    case "adopt":
      return allowed.adopt ? "yes" : "no";
    case "serverTimes":
      return allowed.acceptServerTimes ? "yes" : "no";
    case "unsafeServer": {
      const detail = englishMessage(questionMessages(question, name, allowed.url).detail);
      const words = cliText("unsafeServer", { version: question.version, detail });
      io.err(printedLine(cliText("failed", { name, words })));
      return "yes";
    }
  }
}
