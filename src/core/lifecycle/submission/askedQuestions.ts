import type { SubmitAnswer, SubmitQuestion } from "./submission";

/** Ends an attempt because the user must be asked first, so that nobody waits for the lease meanwhile. */
export class Asked extends Error {
  override readonly name = "Asked";

  constructor(readonly question: SubmitQuestion) {
    super(question.kind);
  }
}

/** The latest answer to each kind of question. */
export type AskedAnswers = Map<
  SubmitQuestion["kind"],
  { readonly key: string; readonly answer: SubmitAnswer; readonly times: number }
>;

/** The user is asked at most this often about something that keeps changing. */
const maximumTimes = 3;

/**
 * The answer already given to the same question. If its subject has changed since: "no" for a deletion, which was not
 * agreed to in this form (or after `maximumTimes`), else undefined, so that the user is asked again.
 */
export function answerOf(answers: AskedAnswers, question: SubmitQuestion): SubmitAnswer | undefined {
  const known = answers.get(question.kind);
  if (known === undefined) return undefined;
  if (known.key === questionKey(question)) return known.answer;
  return question.kind === "recreate" || known.times === maximumTimes ? "no" : undefined;
}

export function remember(answers: AskedAnswers, question: SubmitQuestion, answer: SubmitAnswer): void {
  const times = (answers.get(question.kind)?.times ?? 0) + 1;
  answers.set(question.kind, { key: questionKey(question), answer, times });
}

/** Identifies what an answer applies to; when it changes, the answer no longer does. */
export function questionKey(question: SubmitQuestion): string {
  switch (question.kind) {
    case "recreate":
    case "overwrite":
      return `${question.cron.cron_id} ${question.cron.updated_at}`;
    case "adopt":
      return question.crons.map(({ cron_id }) => cron_id).join(" ");
    case "serverTimes":
      return `${question.cron.schedule} ${question.cron.timezone}`;
    case "unsafeServer":
      return question.version;
    default:
      return question satisfies never;
  }
}
