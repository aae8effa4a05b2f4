import type { Health, KnownRuns } from "../health/health";
import { byUrgency } from "../health/urgency";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { Cron, ServerInfo, Thread } from "../server/cron";
import { CronHealths } from "./cronHealths";
import { isThreadBehind } from "./isThreadBehind";
import { deletesRuns } from "./keptRuns";
import { lacksStrategy } from "./lacksStrategy";
import { readLists } from "./readLists";
import { type ReadReason, runsToRead, type ToRead } from "./runsToRead";
import { ignoreAnswered, searchIfPossible } from "./searchIfPossible";
import { openReading, type ReadingParts, type ServerReading } from "./serverReading";
import { threadOf } from "./threadOf";
import { unknownErrors } from "./unknownErrors";

/** So many requests are enough for 5,000 crons on 5,000 threads, with the runs of a dozen of them. */
const usualRequests = 25;
/** For runs, where the lists alone take more. */
const leastForRuns = 10;
/** Runs of one thread; the oldest must be older than the times that have passed. */
const pageSize = 100;

export interface JudgedCron {
  readonly cron: Cron;
  readonly health: Health;
  /** Undefined if they were not read. */
  readonly runs: KnownRuns | undefined;
  /** Its own or, without one, that of its newest run; undefined if it was not read. */
  readonly thread: Thread | undefined;
  /** It is on a thread that the server was asked for, and does not have or does not show. */
  readonly isThreadUnseen: boolean;
}

export interface ServerHealths {
  readonly info: ServerInfo;
  /** How six fields were read. */
  readonly dialect: ScheduleDialect;
  /** All of them, the worst first. */
  readonly crons: readonly JudgedCron[];
  /** The ids of crons whose runs could tell more, and were not read because they are too many. */
  readonly unread: ReadonlySet<string>;
  /** All that was read, for those who read on. */
  readonly reading: ServerReading;
}

export interface ReadOptions extends ReadingParts {
  /** The crons that are asked about: the runs of others are not read. */
  isWanted(cron: Cron): boolean;
  /**
   * Reads payloads with the list, and also the runs of those crons that seem well, as far as the requests suffice.
   * Default: false.
   */
  readonly isThorough?: boolean;
}

/**
 * How the crons of a server are doing, with few requests: the lists of crons and threads, and the runs of those crons of
 * which these don't tell enough. Throws `ServerFailure`, `noCrons` also for a server without them.
 */
export async function readHealths({ isThorough = false, isWanted, ...parts }: ReadOptions): Promise<ServerHealths> {
  const { now } = parts;
  const known = await openReading(parts);
  await readLists(known, known.counted, () => undefined, {}, { withPayload: isThorough });
  const healths = new CronHealths(known);
  const healthOf = (cron: Cron) => healths.of(cron, now());
  const wanted = known.crons.all.filter(isWanted);
  const troubled = runsToRead(known, wanted, healthOf);
  const others = isThorough ? othersToRead(wanted, troubled) : [];
  const unread = await new RunLook(known, now).read([...troubled, ...others]);
  await readErrors(known, wanted, healthOf);
  const crons = known.crons.all.map((cron) => ({
    cron,
    health: healthOf(cron),
    runs: known.knownRuns(cron),
    thread: threadOf(known, cron),
    isThreadUnseen: isThreadUnseen(known, cron),
  }));
  return {
    info: known.info,
    dialect: known.connection.dialect,
    crons: crons.sort((one, other) => byUrgency(one.health, other.health)),
    unread,
    reading: known,
  };
}

function othersToRead(wanted: readonly Cron[], troubled: readonly ToRead[]): readonly ToRead[] {
  const told = new Set(troubled.map(({ cron }) => cron));
  return wanted
    .filter((cron) => cron.enabled && !deletesRuns(cron) && !told.has(cron))
    .map((cron) => ({ cron, reason: "asked" }));
}

function isThreadUnseen({ threads }: ServerReading, { thread_id }: Cron): boolean {
  return thread_id !== null && threads.has(thread_id) && threads.get(thread_id) === undefined;
}

/** Reads the runs of crons until too many requests were sent. */
class RunLook {
  private readonly most: number;
  private readonly threadIds = new Set<string>();

  constructor(
    private readonly known: ServerReading,
    private readonly now: () => number,
  ) {
    // One is left for errors.
    this.most = Math.max(usualRequests - 1, known.requests + leastForRuns);
  }

  /** Returns the ids of those for which it was not enough. */
  async read(crons: readonly ToRead[]): Promise<ReadonlySet<string>> {
    const unread = new Set<string>();
    for (const { cron, reason } of crons) {
      const needed = this.needs(cron, reason);
      if (this.known.requests + needed > this.most) unread.add(cron.cron_id);
      else await this.readOne(cron).catch(ignoreAnswered);
    }
    return unread;
  }

  private needs(cron: Cron, reason: ReadReason): number {
    const runs = this.threadIds.has(cron.thread_id ?? "") ? 0 : 1;
    return runs + (reason === "missing" ? 1 : 0);
  }

  private async readOne(cron: Cron): Promise<void> {
    const { known } = this;
    if (cron.thread_id === null) await this.readKept(cron);
    else await this.readRuns(cron.thread_id);
    if (lacksStrategy(known, cron)) await this.readStrategy(cron);
  }

  /** If the server goes past a time meanwhile, runs that were read before prove nothing. */
  private async readStrategy({ cron_id, next_run_date, thread_id }: Cron): Promise<void> {
    const { known } = this;
    await known.server.getCron(cron_id);
    const hasMoved = known.crons.get(cron_id)?.next_run_date !== next_run_date;
    if (!hasMoved || thread_id === null || known.requests >= this.most) return;
    await known.server.runs(thread_id, { limit: pageSize, offset: 0 });
  }

  /** Several crons can be on one thread. */
  private async readRuns(threadId: string): Promise<void> {
    if (this.threadIds.has(threadId)) return;
    this.threadIds.add(threadId);
    const { known } = this;
    await known.server.runs(threadId, { limit: pageSize, offset: 0 });
    if (isThreadBehind(known, threadId) && known.requests < this.most) await known.server.getThread(threadId);
  }

  /** The newest thread that its runs have left. */
  private async readKept(cron: Cron): Promise<void> {
    const { keptRuns } = this.known;
    const newest = keptRuns.newest(cron);
    if (newest === undefined) return;
    const readAt = this.now();
    await this.readRuns(newest);
    keptRuns.add(cron.cron_id, { threadIds: [newest], searched: 0, isAll: false, readAt }, false);
  }
}

/** Why the last runs of some crons failed, which lists don't say: in one request, or not at all. */
async function readErrors(
  known: ServerReading,
  crons: readonly Cron[],
  healthOf: (cron: Cron) => Health,
): Promise<void> {
  const ids = unknownErrors(crons, {
    healthOf,
    threadIdOf: (cron) => threadOf(known, cron)?.thread_id,
    thread: (id) => known.threads.get(id),
  });
  if (ids.length === 0 || known.lacks.has("threadsById")) return;
  await searchIfPossible(known.server, { ids, limit: ids.length, offset: 0, withError: true });
}
