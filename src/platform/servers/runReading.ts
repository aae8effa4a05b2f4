import type { KnownRuns } from "../../core/health/health";
import { lacksStrategy } from "../../core/known/lacksStrategy";
import type { Cron } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { isSilence } from "./answering";
import type { ServerAccess } from "./serverAccess";
import type { ServerRecord } from "./serverRecord";

/** Reads the runs of single crons. A reading, or its failure, is shared until they may be others. */
export class RunReading {
  /** Readings that were not answered: they count as long as the server is silent. */
  private readonly unanswered = new WeakSet<Promise<void>>();

  constructor(
    private readonly access: ServerAccess,
    private readonly now: () => number,
  ) {}

  /** Throws `ServerFailure`. */
  async runs(record: ServerRecord, cron: Cron, more: boolean): Promise<KnownRuns | undefined> {
    const { slotAt } = await this.access.reads(record);
    const { askedRuns, connection } = record;
    const readAt = record.runsThere(cron)?.readAt ?? Number.POSITIVE_INFINITY;
    const isOver = (slotAt(cron, connection.dialect, this.now()) ?? 0) > readAt;
    const before = askedRuns.get(cron.cron_id);
    const isLost = before !== undefined && this.unanswered.has(before) && record.state.kind !== "problem";
    const asked = (more || isOver || isLost ? undefined : before) ?? this.read(record, cron, more);
    askedRuns.set(cron.cron_id, asked);
    try {
      await asked;
    } catch (failure) {
      if (failure instanceof ServerFailure && isSilence(failure.problem)) this.unanswered.add(asked);
      throw failure;
    }
    return record.knownRuns(cron);
  }

  private async read(record: ServerRecord, cron: Cron, more: boolean): Promise<void> {
    const readAt = this.now();
    const [server, { readCronRuns }] = await Promise.all([
      this.access.recording(record.connection),
      this.access.reads(record),
    ]);
    await readCronRuns(server, record, cron, more, readAt);
    if (lacksStrategy(record, cron)) await server.getCron(cron.cron_id);
    // Which threads are the cron's is known only now.
    record.noteHealth([cron.cron_id]);
    record.publish();
  }
}
