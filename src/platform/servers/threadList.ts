import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import { largestPage } from "../../core/server/agentServer";
import type { Thread } from "../../core/server/cron";
import { PageEnd } from "../../core/server/requests/readPages";
import { visibleThreads } from "./threadIndex";

export const threadPageSize = 100;

/** Threads page by page: first those with crons, then all others in the server's order. */
export class ThreadList {
  private readonly found = new Map<string, Thread>();
  private withCronsAsked = 0;
  private othersAsked = 0;
  private othersLeft = true;
  private readonly othersEnd = new PageEnd();
  private loading: Promise<void> = Promise.resolve();

  /** `withCrons`: ids of the threads with crons, in display order. `known`: threads that need no request. */
  constructor(
    private readonly withCrons: readonly string[],
    private readonly known: (id: string) => Thread | undefined = () => undefined,
  ) {}

  /** In display order, each as last read. */
  get threads(): readonly Thread[] {
    return [...this.found].map(([id, thread]) => this.known(id) ?? thread);
  }

  get(id: string): Thread | undefined {
    return this.known(id) ?? this.found.get(id);
  }

  get hasMore(): boolean {
    return this.withCronsAsked < this.withCrons.length || this.othersLeft;
  }

  /** The ids that "Load more" would never bring, because they were unknown when the list was created. */
  unseen(ids: readonly string[]): readonly string[] {
    const planned = new Set(this.withCrons);
    return ids.filter((id) => !this.found.has(id) && !planned.has(id));
  }

  /** Puts the missing ones of these threads first, after requesting them; at most 1,000. */
  async pin(server: AgentServer, ids: readonly string[], options?: CallOptions): Promise<void> {
    const missing = ids.filter((id) => !this.found.has(id)).slice(0, largestPage);
    if (missing.length === 0) {
      return;
    }
    const added = await this.byId(server, missing, options);
    const others = [...this.found];
    this.found.clear();
    for (const [id, thread] of [...added.map((thread) => [thread.thread_id, thread] as const), ...others]) {
      this.found.set(id, thread);
    }
  }

  /** For a server that returns no threads: lists the ids known from its crons. */
  showByCrons(): void {
    for (const id of this.withCrons) {
      if (!this.found.has(id)) this.found.set(id, knownByItsCrons(id));
    }
    this.withCronsAsked = this.withCrons.length;
    this.othersLeft = false;
  }

  /** Loads until there are `wanted` more threads, or all. Overlapping calls run one after another. */
  load(server: AgentServer, wanted: number, options?: CallOptions): Promise<void> {
    const loaded = this.loading.catch(() => undefined).then(() => this.loadNow(server, wanted, options));
    this.loading = loaded;
    return loaded;
  }

  private async loadNow(server: AgentServer, wanted: number, options?: CallOptions): Promise<void> {
    const target = this.found.size + wanted;
    while (this.found.size < target && this.hasMore) {
      const limit = Math.min(largestPage, Math.max(threadPageSize, target - this.found.size));
      if (this.withCronsAsked < this.withCrons.length) {
        await this.loadWithCrons(server, limit, options);
      } else {
        await this.loadOthers(server, limit, options);
      }
    }
  }

  private async loadWithCrons(server: AgentServer, limit: number, options?: CallOptions): Promise<void> {
    const ids = this.withCrons.slice(this.withCronsAsked, this.withCronsAsked + limit);
    for (const thread of await this.byId(server, ids, options)) {
      this.found.set(thread.thread_id, thread);
    }
    this.withCronsAsked += ids.length;
  }

  private async loadOthers(server: AgentServer, limit: number, options?: CallOptions): Promise<void> {
    const page = await server.searchThreads({ limit, offset: this.othersAsked }, options);
    for (const thread of visibleThreads(page)) {
      this.found.set(thread.thread_id, thread);
    }
    this.othersAsked += page.length;
    this.othersLeft = !this.othersEnd.isLast(
      page.map(({ thread_id }) => thread_id),
      limit,
    );
  }

  /** In the order of `ids`, at most 1,000; asks only for those that are not known. */
  private async byId(server: AgentServer, ids: readonly string[], options?: CallOptions): Promise<readonly Thread[]> {
    const unknown = ids.filter((id) => this.known(id) === undefined);
    const answer =
      unknown.length === 0
        ? []
        : await server.searchThreads({ ids: unknown, limit: unknown.length, offset: 0 }, options);
    const byId = new Map(answer.map((thread) => [thread.thread_id, thread]));
    return ids.map((id) => this.known(id) ?? byId.get(id) ?? knownByItsCrons(id));
  }
}

/** A thread that the server does not return, although it returns crons on it. */
export function knownByItsCrons(id: string): Thread {
  return {
    thread_id: id,
    created_at: "",
    updated_at: "",
    metadata: {},
    status: "idle",
    error: undefined,
    interrupts: [],
  };
}
