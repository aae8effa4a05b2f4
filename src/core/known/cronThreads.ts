import type { AgentServer, CallOptions } from "../server/agentServer";
import { largestPage } from "../server/agentServer";
import type { Cron } from "../server/cron";
import { keepsThreads } from "./keptRuns";
import type { KnownServer } from "./knownServer";
import { searchIfPossible } from "./searchIfPossible";

/**
 * Reads the threads of crons while the list of crons is still being read, 1,000 at a time: their status says how the
 * last run ended. One request at a time, beside that for the next page of crons.
 */
export class CronThreads {
  private readonly asked = new Set<string>();
  private waiting: string[] = [];
  private reading: Promise<void> | undefined;
  private failure: unknown;
  private isFirst = true;
  /** Some crons leave a thread with each run. */
  private hasKept = false;

  constructor(
    private readonly record: Pick<KnownServer, "threads" | "lacks" | "publish">,
    private readonly server: AgentServer,
    private readonly options: CallOptions,
  ) {}

  /** Asks for those threads of these crons that were not asked for: at once for the first rows, then for full pages. */
  add(crons: readonly Cron[]): void {
    this.hasKept ||= crons.some(keepsThreads);
    for (const { thread_id } of crons) {
      if (thread_id === null || this.asked.has(thread_id)) continue;
      this.asked.add(thread_id);
      this.waiting.push(thread_id);
    }
    if (this.waiting.length >= largestPage || (this.isFirst && this.waiting.length > 0)) this.begin();
  }

  /** Asks for what is left; all have come then, or can't. Throws the first `ServerFailure` that concerns all requests. */
  async end(): Promise<void> {
    if (this.hasKept) await this.readNewest();
    while (this.reading !== undefined || this.waiting.length > 0) {
      this.begin();
      await this.reading;
    }
    if (this.failure !== undefined) throw this.failure;
  }

  /** Until `end` nobody waits for a failure. */
  private begin(): void {
    this.reading ??= this.read().catch((failure: unknown) => {
      this.failure ??= failure;
      this.waiting = [];
    });
  }

  /** The server's newest threads, with those that crons have just left. */
  private async readNewest(): Promise<void> {
    const reading = this.record.threads.read();
    const query = { sortBy: "created_at", limit: largestPage, offset: 0 } as const;
    reading.add((await searchIfPossible(this.server, query, this.options)) ?? []);
  }

  private async read(): Promise<void> {
    const { lacks, threads } = this.record;
    this.isFirst = false;
    // A server that can't search by ids reads through all its threads each time.
    const ids = this.waiting.splice(0, lacks.has("threadsById") ? this.waiting.length : largestPage);
    const reading = threads.read();
    try {
      const found = await searchIfPossible(this.server, { ids, limit: ids.length, offset: 0 }, this.options);
      if (found === undefined) {
        this.waiting = [];
        return;
      }
      reading.add(found);
      const there = new Set(found.map(({ thread_id }) => thread_id));
      reading.missing(ids.filter((id) => !there.has(id)));
    } finally {
      this.reading = undefined;
    }
  }
}
