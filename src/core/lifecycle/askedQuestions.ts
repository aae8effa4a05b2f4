import type { SubmitAnswer, SubmitQuestion } from "./submission";

/** Ends an attempt: a person has to be asked first, and nobody else is to wait for that. */
export class Asked extends Error {
  override readonly name = "Asked";

  constructor(readonly question: SubmitQuestion) {
    super(question.kind);
  }
}

/** What was answered last, by kind of question. */
export type AskedAnswers = Map<
  SubmitQuestion["kind"],
  { readonly key: string; readonly answer: SubmitAnswer; readonly times: number }
>;

/** A person is not asked more often about what changes again and again. */
const maximumTimes = 3;

/**
 * The answer that was given to the same question. Where what it is about has changed since, "no" if it is to be deleted:
 * that was not agreed to; undefined, so that it is asked again, if not.
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

/** What an answer holds for. */
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
