import { isUuid } from "../../../core/base/isUuid";
import type { ServerQuestions } from "../../../core/checks/askServer";
import type { Assistant, Thread } from "../../../core/server/cron";
import { ServerFailure } from "../../../core/server/problems/serverProblem";
import type { CalledValues, Choice } from "../../../protocol/cronForm";

export interface ChoiceOf {
  readonly assistant: (assistant: Assistant) => Choice;
  readonly thread: (thread: Thread) => Choice;
}

/**
 * What a server calls these ids. The questions are those of the checks, which a server answers once a minute; without
 * them, or without an answer, nothing is known.
 */
export async function calledValues(
  { assistant_id: assistant, thread_id: thread }: Readonly<Record<keyof CalledValues, string>>,
  questions: ServerQuestions | undefined,
  choiceOf: ChoiceOf,
): Promise<CalledValues> {
  const read = async <Row>(id: string, ask: (questions: ServerQuestions) => Promise<readonly Row[]>) =>
    questions === undefined || !isUuid(id) ? [] : ask(questions).catch(noneIfFailed);
  const [assistants, threads] = await Promise.all([
    read(assistant, (ask) => ask.assistants()),
    read(thread, (ask) => ask.threads([thread])),
  ]);
  const known = assistants.find(({ assistant_id }) => assistant_id === assistant.toLowerCase());
  const named = threads.find(({ thread_id }) => thread_id === thread.toLowerCase());
  return {
    assistant_id: known === undefined ? null : { ...choiceOf.assistant(known), value: assistant },
    thread_id: named === undefined ? null : { ...choiceOf.thread(named), value: thread },
  };
}

/** The header of the form says what is wrong with the server. */
function noneIfFailed(failure: unknown): readonly never[] {
  if (failure instanceof ServerFailure) return [];
  throw failure;
}
