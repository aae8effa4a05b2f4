import { systemClock } from "../../core/base/clock";
import { SharedAnswers } from "../../core/base/sharedAnswers";
import type { ServerQuestions } from "../../core/checks/askServer";
import type { AgentServer, AssistantSchemas } from "../../core/server/agentServer";
import { largestPage } from "../../core/server/agentServer";
import type { Assistant, Thread } from "../../core/server/cron";
import { type Connection, connectionKey } from "./connections/connection";
import { findAnywhere } from "./findThreads";
import { readThreadIndex, type ThreadIndex, visibleThreads } from "./threadIndex";

/** As many threads as a list offers at once. */
const shownThreads = 100;
/** Long enough while a user types, short enough to notice changes made by others. */
const lifetimeMilliseconds = 60_000;
/** Enough to spare a server that is down a request per key press; short enough to notice when it is back. */
const failureMilliseconds = 1_000;

export interface FoundThreads {
  readonly threads: readonly Thread[];
  readonly isCut: boolean;
}

/**
 * Server data for editing: each question is asked once per lifetime, and again after a refresh by the user. All methods
 * throw `ServerFailure`, and `UntrustedWorkspace` before anything is sent.
 */
export class ServerFacts {
  private readonly assistantLists = new SharedAnswers<readonly Assistant[]>(
    lifetimeMilliseconds,
    systemClock,
    failureMilliseconds,
  );
  private readonly threadLists = new SharedAnswers<readonly Thread[]>(
    lifetimeMilliseconds,
    systemClock,
    failureMilliseconds,
  );
  private readonly nodeLists = new SharedAnswers<readonly string[]>(
    lifetimeMilliseconds,
    systemClock,
    failureMilliseconds,
  );
  private readonly schemaSets = new SharedAnswers<AssistantSchemas>(
    lifetimeMilliseconds,
    systemClock,
    failureMilliseconds,
  );
  private readonly indexes = new SharedAnswers<ThreadIndex>(lifetimeMilliseconds, systemClock, failureMilliseconds);

  constructor(private readonly server: (connection: Connection) => Promise<AgentServer>) {}

  /** The first thousand. */
  assistants(connection: Connection, signal?: AbortSignal): Promise<readonly Assistant[]> {
    const ask = this.asking(connection, (server, options) =>
      server.searchAssistants({ limit: largestPage, offset: 0 }, options),
    );
    return this.assistantLists.ask(keyOf(connection), ask, signal);
  }

  /** The threads used last: one more than a list offers, to know whether it is shortened. */
  private recentThreads(connection: Connection, signal?: AbortSignal): Promise<readonly Thread[]> {
    const ask = this.asking(connection, async (server, options) =>
      visibleThreads(await server.searchThreads({ limit: shownThreads + 1, offset: 0 }, options)),
    );
    return this.threadLists.ask(keyOf(connection), ask, signal);
  }

  /** The threads that a search covers: the newest 10,000. */
  threadIndex(connection: Connection, signal?: AbortSignal): Promise<ThreadIndex> {
    const ask = this.asking(connection, readThreadIndex);
    return this.indexes.ask(keyOf(connection), ask, signal);
  }

  /**
   * Threads whose known data contains every word of `text`; without text those used last, at most 100. `isCut`: there
   * may be more.
   */
  async findThreads(connection: Connection, text: string, signal?: AbortSignal): Promise<FoundThreads> {
    if (text.trim() === "") {
      const threads = await this.recentThreads(connection, signal);
      return { threads: threads.slice(0, shownThreads), isCut: threads.length > shownThreads };
    }
    const index = await this.threadIndex(connection, signal);
    const found = await findAnywhere(
      await this.server(connection),
      text,
      index,
      signal === undefined ? {} : { signal },
    );
    return { threads: found.slice(0, shownThreads), isCut: !index.complete || found.length > shownThreads };
  }

  /** The existing threads among these. */
  threads(connection: Connection, ids: readonly string[], signal?: AbortSignal): Promise<readonly Thread[]> {
    const ask = this.asking(connection, (server, options) =>
      server.searchThreads({ ids, limit: ids.length, offset: 0 }, options),
    );
    return this.threadLists.ask(keyOf(connection, ...ids), ask, signal);
  }

  nodes(connection: Connection, assistant: string, signal?: AbortSignal): Promise<readonly string[]> {
    const ask = this.asking(connection, async (server, options) =>
      (await server.graphNodes(assistant, options)).map(({ id }) => id),
    );
    return this.nodeLists.ask(keyOf(connection, assistant), ask, signal);
  }

  schemas(connection: Connection, assistant: string, signal?: AbortSignal): Promise<AssistantSchemas> {
    const ask = this.asking(connection, (server, options) => server.schemas(assistant, options));
    return this.schemaSets.ask(keyOf(connection, assistant), ask, signal);
  }

  /** The questions of the checks, for one connection. `signal` ends the caller's wait, not that of others. */
  questions(connection: Connection, signal?: AbortSignal): ServerQuestions {
    return {
      assistants: () => this.assistants(connection, signal),
      threads: (ids) => this.threads(connection, ids, signal),
      nodes: (assistant) => this.nodes(connection, assistant, signal),
      schemas: (assistantId) => this.schemas(connection, assistantId, signal),
    };
  }

  private asking<Answer>(
    connection: Connection,
    question: (server: AgentServer, options: { readonly signal: AbortSignal }) => Promise<Answer>,
  ): (signal: AbortSignal) => Promise<Answer> {
    return async (signal) => question(await this.server(connection), { signal });
  }

  /** The next caller asks everything again. */
  forget(): void {
    const { assistantLists, indexes, nodeLists, schemaSets, threadLists } = this;
    for (const answers of [assistantLists, indexes, nodeLists, schemaSets, threadLists]) answers.forget();
  }
}

function keyOf(connection: Connection, ...parts: readonly string[]): string {
  return JSON.stringify([connectionKey(connection), ...parts]);
}
