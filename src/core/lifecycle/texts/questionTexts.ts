import type { Message, MessagePart } from "../../base/message";
import type { SubmitQuestion } from "../submission/submission";
import { mismatchMessage } from "./outcomeTexts";

/** The questions before and during a submit. English templates; sentences of a detail end with a full stop. */
export const questionTexts = {
  recreate: "“{name}” on {server} can't be changed in place. Delete and recreate it?",
  recreateDetail:
    "The server can't change {because} of an existing cron. The cron {id} would be deleted, and a new one with another ID created. Its runs stay.",
  recreateYes: "Delete and Recreate",
  overwrite: "“{name}” was changed on {server} since the last submit.",
  overwriteDetail: "The submit would set {changed} to the values here.",
  overwriteYes: "Overwrite",
  adopt: "{server} already has a cron without a name, with the values of “{name}”. Take it over?",
  adoptDetail:
    "If you take it over, the cron {id} gets the name and stays the only one. Another one would run at the same times and double the cost.",
  adoptYes: "Take It Over",
  adoptAnother: "Create Another",
  renamed:
    "“{name}” is the same as the cron “{old}” on {server}, which has no spec file here any more. Was it renamed?",
  renamedDetail:
    "If you rename the cron {id} too, it stays the only one. Another one would run at the same times and double the cost.",
  renamedYes: "Rename the Cron",
  serverTimes: "{server} reads the schedule of “{name}” differently. Are the server's times right?",
  serverTimesDetail:
    "The server has: {mismatches}. Its time-zone data differs from this computer's, and the cron runs at the server's times. If you don't accept them, it stays paused.",
  serverTimesYes: "Accept the Server's Times",
  unsafeServer: "{server} (version {version}) can't pause crons. Submit “{name}” anyway?",
  unsafeServerDetail:
    "Crons run there as soon as they are created: if an answer gets lost, two of them may run for a while. With Agent Server 0.7.21 or later this can't happen.",
  unsafeServerYes: "Submit Anyway",
  send: "Submit “{name}” to {server}?",
  sendSeveral: "Submit {count} crons to {server}?",
  sendYes: "Submit",
  sendAnyway: "Submit Anyway",
  sendProduction: "This connection is marked as production: {url}",
  sendRunsADay: "about {count} runs a day",
  sendMore: "… and {count} more",
} as const;

/** A question as a dialog shows it. */
export interface QuestionMessages {
  readonly question: Message;
  readonly detail: Message;
  /** The button that agrees. */
  readonly yes: Message;
  /** The button for the third answer, if there is one. */
  readonly another?: Message;
}

/** The texts of a question during a submission. `name` is the cron's display name, `server` the connection's. */
export function questionMessages(question: SubmitQuestion, name: string, server: string): QuestionMessages {
  const { kind } = question;
  const asked = {
    question: { text: questionTexts[kind], args: { name, server, ...versionOf(question) } },
    detail: { text: questionTexts[`${kind}Detail`], args: detailArgs(question) },
    yes: { text: questionTexts[`${kind}Yes`] },
  };
  return kind === "adopt" ? { ...asked, another: { text: questionTexts.adoptAnother } } : asked;
}

function versionOf(question: SubmitQuestion): Readonly<Record<string, string>> {
  return question.kind === "unsafeServer" ? { version: question.version } : {};
}

function detailArgs(question: SubmitQuestion): Readonly<Record<string, MessagePart>> {
  switch (question.kind) {
    case "recreate":
      return { because: { kind: "names", names: question.because }, id: question.cron.cron_id };
    case "overwrite":
      return { changed: { kind: "names", names: question.changed } };
    case "adopt":
      return { id: question.crons[0]?.cron_id ?? "" };
    case "serverTimes": {
      const messages = question.mismatches.map((mismatch) => mismatchMessage(mismatch, question.cron.timezone));
      return { mismatches: { kind: "messages", messages } };
    }
    case "unsafeServer":
      return {};
  }
}
