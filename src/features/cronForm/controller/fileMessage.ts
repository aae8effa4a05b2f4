import type { FormMessage } from "../../../protocol/formPhase";
import type { FileAnswer } from "./formPorts";
import { type FormWords, formHostTexts } from "./formWords";
import { plainMessage } from "./phaseAfter";

/** The result of updating a spec file with the content of its form. */
export function fileMessage(uri: string, answer: FileAnswer, words: FormWords): FormMessage {
  const file = words.file(uri);
  switch (answer.kind) {
    case "written":
      return plainMessage("info", words.translate(formHostTexts.fileFollows, { file }));
    case "same":
    case "none":
      return plainMessage("info", words.translate(formHostTexts.fileSame, { file }));
    case "failed":
      return plainMessage("error", words.translate(formHostTexts.fileFailed, { file, reason: answer.reason }));
  }
}
