import type { KnownRuns } from "../health/health";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { AgentServer } from "../server/agentServer";
import type { Cron, ServerInfo } from "../server/cron";
import { ServerFailure } from "../server/problems/serverProblem";
import type { ServerLacks } from "../server/serverLacks";
import { ChangeSet } from "./changeSet";
import { CronTable } from "./cronTable";
import { deletesRuns, KeptRuns } from "./keptRuns";
import type { KnownServer } from "./knownServer";
import { overlay } from "./overlay";
import { readingServer } from "./readingServer";
import { RunTable } from "./runTable";
import { ThreadTable } from "./threadTable";
import { usualDialect } from "./usualDialect";

export interface ReadingParts {
  readonly server: AgentServer;
  /** How the server reads six fields. Undefined: as its product does. */
  readonly dialect: ScheduleDialect | undefined;
  /** The same that `server` uses. */
  readonly lacks: ServerLacks;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** What somebody has seen of runs that the server deletes. Default: nothing. */
  readonly seenRuns?: (cron: Cron) => KnownRuns | undefined;
}

/** Asks what the server is. Throws `ServerFailure`, `noCrons` also for a server without them. */
export async function openReading(parts: ReadingParts): Promise<ServerReading> {
  const info = await parts.server.info();
  if (info.hasCrons) return new ServerReading(parts, info);
  throw new ServerFailure({ kind: "noCrons", version: info.version }, { method: "GET", path: "/info" });
}

/** What is read of a server once, for a command that ends then. */
export class ServerReading implements KnownServer {
  readonly connection: KnownServer["connection"];
  readonly crons: CronTable;
  readonly threads: ThreadTable;
  readonly runs: RunTable;
  readonly keptRuns: KeptRuns;
  readonly lacks: ServerLacks;
  readonly asOf: number;
  /** How many requests were sent, with that for the server's version. */
  requests = 1;
  /** Counts them; whoever reads lists keeps what it reads. */
  readonly counted: AgentServer;
  /** Keeps what it reads here. */
  readonly server: AgentServer;
  private readonly seenRuns: NonNullable<ReadingParts["seenRuns"]>;

  constructor(
    { dialect, lacks, now, seenRuns, server }: ReadingParts,
    readonly info: ServerInfo,
  ) {
    this.connection = { dialect: dialect ?? usualDialect(info) };
    this.crons = new CronTable(new ChangeSet(), now);
    this.runs = new RunTable(now, () => undefined);
    this.keptRuns = new KeptRuns(this.runs);
    this.threads = new ThreadTable((id) => this.noteThread(id));
    this.lacks = lacks;
    this.seenRuns = seenRuns ?? (() => undefined);
    this.asOf = now();
    const count = <Args extends readonly unknown[], Answer>(ask: (...args: Args) => Answer) => {
      return (...args: Args) => {
        this.requests += 1;
        return ask(...args);
      };
    };
    this.counted = overlay(server, {
      searchCrons: count((query, options) => server.searchCrons(query, options)),
      getCron: count((id, options) => server.getCron(id, options)),
      searchThreads: count((query, options) => server.searchThreads(query, options)),
      getThread: count((id, options) => server.getThread(id, options)),
      runs: count((id, query, options) => server.runs(id, query, options)),
      getRun: count((id, runId, options) => server.getRun(id, runId, options)),
      runState: count((id, runId, options) => server.runState(id, runId, options)),
    });
    this.server = readingServer(this.counted, this);
  }

  knownRuns(cron: Cron): KnownRuns | undefined {
    if (deletesRuns(cron)) return this.seenRuns(cron);
    return cron.thread_id === null ? this.keptRuns.of(cron) : this.runs.of(cron);
  }

  publish(): void {
    // Nobody looks before all is read.
  }

  private noteThread(id: string): void {
    const thread = this.threads.get(id);
    if (thread !== undefined) this.keptRuns.note(thread);
  }
}
