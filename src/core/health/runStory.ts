import { isJsonObject, type JsonValue } from "../base/json";
import type { AgentServer, CallOptions } from "../server/agentServer";
import type { Interrupt, Run, RunError, Thread } from "../server/cron";
import { ServerFailure } from "../server/problems/serverProblem";
import type { RunDetail } from "../server/runDetail";
import { lastAnswer, messagesOf, ownMessages, type TokenUsage, usageOf } from "../server/stored/messages";
import type { ThreadState } from "../server/threadState";
import { isBehind } from "./threadEvidence";

export type RunEnd =
  | { readonly kind: "queued" | "running" | "succeeded" | "cancelled" | "unknown" }
  /** `node`: where it stopped; undefined if the server doesn't say. */
  | { readonly kind: "failed"; readonly error: RunError | undefined; readonly node: string | undefined }
  /** `asks`: empty if it stopped before or after a node. `isAnswered`: a later run has gone on from there. */
  | {
      readonly kind: "waits";
      readonly asks: readonly Interrupt[];
      readonly next: readonly string[];
      readonly isAnswered: boolean;
    };

/** What a run's answer is: the text that a model wrote last, or all values. */
export type RunAnswer =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "values"; readonly values: JsonValue };

/** What became of one run. */
export interface RunStory {
  readonly run: RunDetail;
  readonly end: RunEnd;
  /** Undefined while it has none. */
  readonly answer: RunAnswer | undefined;
  /** Of the messages after its last human one, which a cron's run starts with; undefined if none counts them. */
  readonly tokens: TokenUsage | undefined;
}

/** Only the newest is needed; more of them join those that a client knows already. */
const fewRuns = 20;

/**
 * Reads a run with four requests at once, and its thread again if the run has ended between two of them. Throws
 * `ServerFailure`, `notFound` also if its thread was deleted.
 */
export async function readRunStory(
  server: AgentServer,
  { thread_id, run_id }: Pick<Run, "thread_id" | "run_id">,
  options?: CallOptions,
): Promise<RunStory> {
  const [run, before, [newest], state] = await Promise.all([
    server.getRun(thread_id, run_id, options),
    server.getThread(thread_id, options),
    server.runs(thread_id, { limit: fewRuns, offset: 0 }, options),
    server.runState(thread_id, run_id, options).catch(nullIfRefused),
  ]);
  const thread = isBehind(before, run) ? await server.getThread(thread_id, options) : before;
  return tellRun(run, { thread, isNewest: newest?.run_id === run_id, state });
}

interface Surroundings {
  readonly thread: Thread;
  /** Whether no run of the thread is newer: only of the newest the thread's status and error tell. */
  readonly isNewest: boolean;
  /** The thread at the run's end; null if the server has no checkpoint of it. */
  readonly state: ThreadState | null;
}

/** The story of a run from what the server says of it. */
export function tellRun(run: RunDetail, around: Surroundings): RunStory {
  const values = run.result?.kind === "values" ? run.result.values : around.state?.values;
  const own = ownMessages(messagesOf(values));
  return { run, end: endOf(run, around), answer: answerOf(values, lastAnswer(own)), tokens: usageOf(own) };
}

function endOf(run: RunDetail, around: Surroundings): RunEnd {
  switch (run.status) {
    case "pending":
      return { kind: "queued" };
    case "running":
      return { kind: "running" };
    case "error":
    case "timeout":
      return failureOf(run, around);
    case "success":
      return waitOf(around) ?? { kind: "succeeded" };
    case "interrupted":
      return interruptedEnd(run, around);
    case "unknown":
      return { kind: "unknown" };
  }
}

function failureOf(run: RunDetail, { isNewest, state, thread }: Surroundings): RunEnd {
  const task = state?.tasks.find(({ error }) => error !== null);
  const told = run.result?.kind === "error" ? run.result.error : isNewest ? (thread.error ?? undefined) : undefined;
  // A checkpoint has the error as Python writes it.
  const written = task?.error ?? undefined;
  const error = told ?? (written === undefined ? undefined : { error: "", message: written });
  return { kind: "failed", error, node: task?.name };
}

/** A cancel; or on Aegra a stop, which has a question, or was wanted before or after a node. */
function interruptedEnd(run: RunDetail, around: Surroundings): RunEnd {
  const wait = waitOf(around);
  const isWanted = run.interrupt_before !== null || run.interrupt_after !== null;
  return wait !== undefined && (wait.asks.length > 0 || isWanted) ? wait : { kind: "cancelled" };
}

/** Also of a run that a person cancelled between two nodes: it has next ones, and its thread says `interrupted`. */
function waitOf({ isNewest, state, thread }: Surroundings): Extract<RunEnd, { readonly kind: "waits" }> | undefined {
  const asked = state?.tasks.flatMap(({ interrupts }) => interrupts) ?? [];
  const asks = asked.length > 0 ? asked : isNewest ? thread.interrupts : [];
  const isStopped = isNewest ? thread.status === "interrupted" : asks.length > 0;
  if (!isStopped) return undefined;
  return { kind: "waits", asks, next: state?.next ?? [], isAnswered: !isNewest };
}

function answerOf(values: JsonValue | undefined, text: string | undefined): RunAnswer | undefined {
  if (text !== undefined) return { kind: "text", text };
  const isEmpty = values === undefined || values === null || (isJsonObject(values) && Object.keys(values).length === 0);
  return isEmpty ? undefined : { kind: "values", values };
}

/** A state can be too large, and some servers keep none: a page without an answer is better than no page. */
function nullIfRefused(failure: unknown): null {
  if (failure instanceof ServerFailure && ["rejected", "serverError", "tooLarge"].includes(failure.problem.kind)) {
    return null;
  }
  throw failure;
}
