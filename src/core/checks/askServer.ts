import type { RawArguments } from "../arguments/cronArguments";
import { isUuid } from "../base/isUuid";
import type { AgentServer, AssistantSchemas } from "../server/agentServer";
import { largestPage } from "../server/agentServer";
import type { Assistant, Thread } from "../server/cron";
import { ServerFailure } from "../server/problems/serverProblem";
import { assistantArgument } from "../server/stored/assistantArgument";
import type { ServerAnswers } from "./checkOnServer";

/** The questions a check asks a server; answers may be up to a minute old. All throw `ServerFailure`. */
export interface ServerQuestions {
  /** The first thousand. */
  assistants(): Promise<readonly Assistant[]>;
  /** Those of the given threads that exist. */
  threads(ids: readonly string[]): Promise<readonly Thread[]>;
  /** The nodes of the assistant's graph, without `__start__` and `__end__`. */
  nodes(assistant: string): Promise<readonly string[]>;
  schemas(assistantId: string): Promise<AssistantSchemas>;
}

/** Asks the server itself for every answer, without a cache. */
export function serverQuestions(server: AgentServer): ServerQuestions {
  return {
    assistants: () => server.searchAssistants({ limit: largestPage, offset: 0 }),
    threads: (ids) => server.searchThreads({ ids, limit: ids.length, offset: 0 }),
    nodes: async (assistant) => (await server.graphNodes(assistant)).map(({ id }) => id),
    schemas: (assistantId) => server.schemas(assistantId),
  };
}

/** Limits per file, so that one file can't cause a flood of requests. */
const mostAssistants = 20;
const mostThreads = 100;

/**
 * Asks what a server knows about the assistants and threads that specs name: one list of assistants, one search for
 * threads, and per assistant its schemas, and its nodes if a spec names any. Unknown answers are absent. Rejects if a
 * question is cancelled.
 */
export async function askServer(
  questions: ServerQuestions,
  specs: readonly RawArguments[],
): Promise<(spec: RawArguments) => ServerAnswers> {
  const named = distinct(specs.map(({ assistant_id }) => assistant_id)).slice(0, mostAssistants);
  const threadIds = distinct(specs.map(({ thread_id }) => thread_id)).filter(isUuid);
  const [assistants, threads] = await Promise.all([
    named.length === 0 ? undefined : known(questions.assistants()),
    findThreads(questions, threadIds.slice(0, mostThreads)),
  ]);
  const withNodes = new Set(specs.filter(namesNodes).map(({ assistant_id }) => assistant_id));
  const ofAssistant = new Map(
    await Promise.all(
      named.map(async (name) => {
        const answers = await assistantAnswers(questions, { name, assistants, withNodes });
        return [name, answers] as const;
      }),
    ),
  );
  return ({ assistant_id, thread_id }) => ({
    ...(typeof assistant_id === "string" ? ofAssistant.get(assistant_id) : {}),
    ...(typeof thread_id === "string" ? threads.get(thread_id) : {}),
  });
}

interface NamedAssistant {
  readonly name: string;
  readonly assistants: readonly Assistant[] | undefined;
  readonly withNodes: ReadonlySet<unknown>;
}

async function assistantAnswers(
  questions: ServerQuestions,
  { assistants, name, withNodes }: NamedAssistant,
): Promise<ServerAnswers> {
  if (assistants === undefined) return {};
  const found = assistants.find(
    (assistant) => assistant.assistant_id === name.toLowerCase() || assistant.graph_id === name,
  );
  // A full list may not be complete.
  if (found === undefined && assistants.length >= largestPage) return {};
  if (found === undefined) return { assistant: { kind: "missing", others: assistants.map(assistantArgument) } };
  const [nodes, schemas] = await Promise.all([
    withNodes.has(name) ? known(questions.nodes(name)) : undefined,
    known(questions.schemas(found.assistant_id)),
  ]);
  return {
    assistant: { kind: "found" },
    ...(nodes === undefined ? {} : { nodes }),
    ...(schemas?.input_schema == null ? {} : { inputSchema: schemas.input_schema }),
    ...(schemas?.context_schema == null ? {} : { contextSchema: schemas.context_schema }),
  };
}

async function findThreads(
  questions: ServerQuestions,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<ServerAnswers, "thread">>> {
  const threads = ids.length === 0 ? undefined : await known(questions.threads(ids));
  const found = new Set(threads?.map(({ thread_id }) => thread_id));
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  // A server that can't search by ids returns any threads it has.
  if (threads === undefined || [...found].some((id) => !wanted.has(id))) return new Map();
  return new Map(ids.map((id) => [id, { thread: { kind: found.has(id.toLowerCase()) ? "found" : "missing" } }]));
}

/** undefined if the server failed; the failure is in the log, and shown if the user asked for the answer. */
async function known<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (failure) {
    if (failure instanceof ServerFailure) return undefined;
    throw failure;
  }
}

function namesNodes({ interrupt_after, interrupt_before }: RawArguments): boolean {
  return Array.isArray(interrupt_after) || Array.isArray(interrupt_before);
}

function distinct(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.filter((value) => typeof value === "string" && value.trim() !== ""))] as string[];
}
