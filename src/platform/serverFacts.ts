import * as vscode from "vscode";
import { systemClock } from "../core/clock";
import type { AgentServer, AssistantSchemas } from "../core/server/agentServer";
import type { Assistant, Thread } from "../core/server/cron";
import { largestPage } from "../core/server/largestPage";
import { SharedAnswers } from "../core/sharedAnswers";
import type { ServerQuestions } from "../core/spec/askServer";
import type { Connection } from "./connection";
import { shownThreads } from "./serverChoices";
import type { Connections, CronService } from "./services";

/** Long enough for somebody who types, short enough to see what another has changed meanwhile. */
const lifetimeMilliseconds = 60_000;

/**
 * What servers say while somebody edits: each question is asked once for a while, and anew after a refresh. All throw
 * `ServerFailure`, and `UntrustedWorkspace` before anything is sent.
 */
export class ServerFacts implements vscode.Disposable {
  private readonly assistantLists = new SharedAnswers<readonly Assistant[]>(lifetimeMilliseconds, systemClock);
  private readonly threadLists = new SharedAnswers<readonly Thread[]>(lifetimeMilliseconds, systemClock);
  private readonly nodeLists = new SharedAnswers<readonly string[]>(lifetimeMilliseconds, systemClock);
  private readonly schemaSets = new SharedAnswers<AssistantSchemas>(lifetimeMilliseconds, systemClock);
  private readonly listeners: vscode.Disposable;

  constructor(
    connections: Connections,
    private readonly crons: CronService,
  ) {
    this.listeners = vscode.Disposable.from(
      connections.onDidChange(() => this.forget()),
      crons.onDidChange(() => this.forget()),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.forget();
  }

  /** The first thousand. */
  assistants(connection: Connection, signal?: AbortSignal): Promise<readonly Assistant[]> {
    const ask = this.asking(connection, (server, options) =>
      server.searchAssistants({ limit: largestPage, offset: 0 }, options),
    );
    return this.assistantLists.ask(keyOf(connection), ask, signal);
  }

  /** Those that were used last. */
  recentThreads(connection: Connection, signal?: AbortSignal): Promise<readonly Thread[]> {
    const ask = this.asking(connection, (server, options) =>
      server.searchThreads({ limit: shownThreads, offset: 0 }, options),
    );
    return this.threadLists.ask(keyOf(connection), ask, signal);
  }

  /** Those of these that there are. */
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

  /** What checks ask, for one connection. `signal` ends the caller's wait, not what others wait for. */
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
    return async (signal) => question(await this.crons.server(connection), { signal });
  }

  private forget(): void {
    for (const answers of [this.assistantLists, this.threadLists, this.nodeLists, this.schemaSets]) answers.forget();
  }
}

/** Another address or key is another server. */
function keyOf({ id, revision }: Connection, ...parts: readonly string[]): string {
  return JSON.stringify([id, revision, ...parts]);
}
