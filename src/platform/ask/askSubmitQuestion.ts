import * as vscode from "vscode";
import { questionMessages } from "../../core/lifecycle/questionTexts";
import type { SubmitAnswer, SubmitQuestion } from "../../core/lifecycle/submission";
import type { Connection } from "../connection";
import { messageWords } from "../messageWords";

/** What a submission is about, for its questions. */
export interface AskedAbout {
  /** What the cron is called. */
  readonly name: string;
  readonly connection: Pick<Connection, "name">;
  /** A button that leads away from questions of this kind: the answer is then "no". */
  readonly other?: { readonly kind: SubmitQuestion["kind"]; readonly title: string; readonly act: () => void };
}

/** Asks what a submission asks, as a modal question. Escape and Cancel are "no". */
export async function askSubmitQuestion(question: SubmitQuestion, about: AskedAbout): Promise<SubmitAnswer> {
  const asked = questionMessages(question, about.name, about.connection.name);
  const yes = messageWords(asked.yes);
  const another = asked.another === undefined ? undefined : messageWords(asked.another);
  const other = about.other?.kind === question.kind ? about.other : undefined;
  const buttons = [yes, another, other?.title].filter((title) => title !== undefined);
  const options = { modal: true, detail: messageWords(asked.detail) };
  const answer = await vscode.window.showWarningMessage(messageWords(asked.question), options, ...buttons);
  if (answer === yes) return "yes";
  if (answer !== undefined && answer === another) return "another";
  if (answer !== undefined) other?.act();
  return "no";
}
