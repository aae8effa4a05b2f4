import * as vscode from "vscode";
import type { SubmitAnswer, SubmitQuestion } from "../../core/lifecycle/submission/submission";
import { questionMessages } from "../../core/lifecycle/texts/questionTexts";
import type { Connection } from "../servers/connections/connection";
import { messageWords } from "../words/messageWords";

export interface AskedQuestion {
  readonly question: SubmitQuestion;
  /** The cron's name. */
  readonly name: string;
  readonly connection: Connection;
}

/** An extra button to look at the details; pressing it counts as no. */
export interface LookButton {
  readonly label: string;
  readonly onPress: () => void;
}

/** Asks a submission's question in a modal dialog. Closing it means no. */
export async function askQuestion(asked: AskedQuestion, look?: LookButton): Promise<SubmitAnswer> {
  const { connection, name, question } = asked;
  const messages = questionMessages(question, name, connection.name);
  const yes = messageWords(messages.yes);
  const another = messages.another && messageWords(messages.another);
  const others = [another, look?.label].filter((label) => label !== undefined);
  const options = { modal: true, detail: messageWords(messages.detail) };
  const answer = await vscode.window.showWarningMessage(messageWords(messages.question), options, yes, ...others);
  if (answer === undefined) return "no";
  if (answer === yes) return "yes";
  if (answer === another) return "another";
  look?.onPress();
  return "no";
}
