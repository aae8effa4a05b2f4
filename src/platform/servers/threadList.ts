import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import { largestPage } from "../../core/server/agentServer";
import type { Thread } from "../../core/server/cron";
import { PageEnd } from "../../core/server/requests/readPages";
import { visibleThreads } from "./threadIndex";

export const threadPageSize = 100;

/** So many requests at most until a press of "Load more" has something to show. */
const mostRequests = 10;

/** A server's threads page by page, in its own order. */
export class ThreadList {
  private readonly found = new Map<string, Thread>();
  private asked = 0;
  private isLeft = true;
  private readonly end = new PageEnd();
  private loading: Promise<void> = Promise.resolve();

  /** `known`: threads that another read may have brought since. */
  constructor(private readonly known: (id: string) => Thread | undefined = () => undefined) {}

  /** In display order, each as last read. */
  get threads(): readonly Thread[] {
    return [...this.found].map(([id, thread]) => this.known(id) ?? thread);
  }

  get(id: string): Thread | undefined {
    return this.known(id) ?? this.found.get(id);
  }

  get hasMore(): boolean {
    return this.isLeft;
  }

  /** For a server that can't list its threads. */
  close(): void {
    this.isLeft = false;
  }

  /** Loads the next `wanted` threads, in as few requests as possible. Overlapping calls run one after another. */
  load(server: AgentServer, wanted: number, options?: CallOptions): Promise<void> {
    return this.inTurn(async () => {
      const target = this.asked + wanted;
      while (this.asked < target && this.isLeft) await this.loadPage(server, target - this.asked, options);
    });
  }

  /** Loads on until there is one more thread of those that are shown, or ten requests were not enough. */
  loadMore(server: AgentServer, isShown: (thread: Thread) => boolean, options?: CallOptions): Promise<void> {
    return this.inTurn(async () => {
      const count = () => this.threads.filter(isShown).length;
      const before = count();
      for (let request = 0; request < mostRequests && this.isLeft && count() === before; request += 1) {
        await this.loadPage(server, request === 0 ? threadPageSize : largestPage, options);
      }
    });
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    const loaded = this.loading.catch(() => undefined).then(task);
    this.loading = loaded;
    return loaded;
  }

  private async loadPage(server: AgentServer, wanted: number, options?: CallOptions): Promise<void> {
    const limit = Math.min(largestPage, Math.max(threadPageSize, wanted));
    const page = await server.searchThreads({ limit, offset: this.asked }, options);
    for (const thread of visibleThreads(page)) this.found.set(thread.thread_id, thread);
    this.asked += page.length;
    this.isLeft = !this.end.isLast(
      page.map(({ thread_id }) => thread_id),
      limit,
    );
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
