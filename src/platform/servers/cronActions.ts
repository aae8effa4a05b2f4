import type { MoveTarget } from "../../core/lifecycle/actions/moveCron";
import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import type { Cron, ServerInfo, Thread } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { type ActOptions, actOnCrons, notDone } from "./actOnCrons";
import { isSilence } from "./answering";
import type { Connection } from "./connections/connection";
import type { Connections } from "./connections/connections";
import type {
  Changed,
  Deleted,
  KeptThreadsOutcome,
  Moved,
  NameOutcome,
  NotDone,
  OutcomeOf,
  ReadOutcome,
  Restored,
  ResumedAndRun,
  RunOutcome,
  RunsCancelled,
  Switched,
  ThreadsDeleted,
} from "./cronOutcomes";
import type { CronRef } from "./cronRef";
import type { SubmissionOptions } from "./cronSubmissions";
import type { ServerStore } from "./serverStore";
import type * as serverWork from "./serverWork";

/** A deleted cron that can be made again. */
export interface DeletedCron {
  readonly connectionId: string;
  /** As it was just before, with its payload. */
  readonly cron: Cron;
  /** Whether a cron without a name was there when this one was deleted. */
  readonly wasThere: (cronId: string) => boolean;
}

/** The questions of a submission, and who asks them. */
export type AskingOptions = ActOptions & Pick<SubmissionOptions, "confirm">;

/**
 * Actions on crons, for every view and tool: no dialogs, throws only `UntrustedWorkspace`. The store knows the results
 * at once, and publishes them as one change.
 */
export class CronActions {
  constructor(
    private readonly connections: Connections,
    private readonly store: ServerStore,
    private readonly work: () => Promise<typeof serverWork>,
  ) {}

  async setEnabled(
    refs: readonly CronRef[],
    enabled: boolean,
    options?: ActOptions,
  ): Promise<readonly OutcomeOf<Switched>[]> {
    const { ownDoubt, pauseCron, resumeCron } = await this.work();
    const waits = { doubtMilliseconds: ownDoubt() };
    return this.forEach(refs, options, async (server, { cronId }) => ({
      kind: "switched",
      cron: await (enabled ? resumeCron(server, cronId, waits) : pauseCron(server, cronId)),
    }));
  }

  /** Resumes crons, and starts one run of each: in place of those that were missed. */
  async resumeAndRun(refs: readonly CronRef[], options?: ActOptions): Promise<readonly OutcomeOf<ResumedAndRun>[]> {
    const { ownDoubt, resumeCron, runNow } = await this.work();
    return this.forEach(refs, options, async (server, { cronId }): Promise<ResumedAndRun> => {
      const cron = await resumeCron(server, cronId, { doubtMilliseconds: ownDoubt() });
      try {
        return { kind: "started", cron, run: await runNow(server, cronId) };
      } catch (failure) {
        return { kind: "onlyResumed", cron, failure };
      }
    });
  }

  /** Reads each cron before it is deleted, so that it can be made again. */
  async delete(refs: readonly CronRef[], options?: ActOptions): Promise<readonly OutcomeOf<Deleted>[]> {
    const { cronReader, deleteOnce } = await this.work();
    const readers = new Map<string, (cronId: string) => Promise<Cron>>();
    return this.forEach(refs, options, async (server, { connectionId, cronId }, connection): Promise<Deleted> => {
      const read = readers.get(connectionId) ?? cronReader(server, this.infoOf(connection));
      readers.set(connectionId, read);
      const cron = await read(cronId).catch(unlessSilent);
      if (!(await deleteOnce(server, cronId))) throw gone(cronId);
      return { kind: "deleted", cron };
    });
  }

  /** Makes deleted crons again, each at most once whoever else does so; see `restoreCron`. */
  restore(deleted: readonly DeletedCron[], options: AskingOptions): Promise<readonly OutcomeOf<Restored>[]> {
    const byRef = new Map(deleted.map((each) => [each.cron.cron_id, each]));
    const refs = deleted.map(({ connectionId, cron }) => ({ connectionId, cronId: cron.cron_id }));
    return this.inTurn(refs, options, async (_server, { cronId }, connection) => {
      const { cron, wasThere } = byRef.get(cronId) as DeletedCron;
      const outcome = await this.store.submissions.restore(connection, { ...portsOf(options), cron, wasThere });
      return { kind: "restored", outcome };
    });
  }

  /** Moves crons to another thread or assistant, as they are on the server now; see `moveCron`. */
  async move(
    refs: readonly CronRef[],
    target: MoveTarget,
    options: AskingOptions,
  ): Promise<readonly OutcomeOf<Moved>[]> {
    return this.inTurn(refs, options, async (server, { cronId }, connection) => {
      const cron = await server.getCron(cronId);
      const outcome = await this.store.submissions.move(connection, { ...portsOf(options), cron, target });
      return { kind: "tried", outcome };
    });
  }

  /** Sets when crons end (ISO 8601 with an offset), or with null that they don't. */
  async changeEnd(
    refs: readonly CronRef[],
    end: string | null,
    options?: ActOptions,
  ): Promise<readonly OutcomeOf<Changed>[]> {
    const { patchOnce } = await this.work();
    const isTaken = ({ end_time }: Cron) => isSameMoment(end_time, end);
    return this.forEach(refs, options, async (server, { cronId }) => {
      const cron = await patchOnce(server, cronId, { end_time: end }, isTaken);
      return { kind: isTaken(cron) ? "changed" : "notTaken", cron };
    });
  }

  /** Cancels what waits and what runs of crons. The schedule goes on. */
  async cancelRuns(refs: readonly CronRef[], options: ActOptions = {}): Promise<readonly OutcomeOf<RunsCancelled>[]> {
    const { cancelRuns } = await this.work();
    return this.forEach(refs, options, async (server, { cronId }) => {
      const call = callOptions(options);
      return { kind: "runsCancelled", count: await cancelRuns(server, await server.getCron(cronId, call), call) };
    });
  }

  /** The threads that a cron without a thread has kept, and that have not changed since `before` (epoch milliseconds). */
  keptThreads(ref: CronRef, before: number, options: ActOptions = {}): Promise<KeptThreadsOutcome> {
    return this.one(ref, async (server) => {
      const { findKeptThreads } = await keptThreads();
      const { onProgress } = options;
      const looking = { ...callOptions(options), onProgress: (count: number) => onProgress?.(count, count) };
      const cron = await server.getCron(ref.cronId, callOptions(options));
      return { kind: "found", ...(await findKeptThreads(server, cron, before, looking)) };
    });
  }

  /** Deletes threads that `keptThreads` has found, each as long as it is as it was found. */
  deleteThreads(ref: CronRef, threads: readonly Thread[], options: ActOptions = {}): Promise<ThreadsDeleted> {
    return this.one(ref, async (server) => {
      const { deleteKeptThread } = await keptThreads();
      let count = 0;
      let left = 0;
      for (const thread of threads) {
        if (options.signal?.aborted === true) break;
        if (await deleteKeptThread(server, thread)) count += 1;
        else left += 1;
        options.onProgress?.(count + left, threads.length);
      }
      return { kind: "threadsDeleted", count, left };
    });
  }

  /** Starts one run at once. Sent only once: after an unclear answer the run may exist. */
  runNow(ref: CronRef): Promise<RunOutcome> {
    return this.one(ref, async (server) => {
      const { runNow } = await this.work();
      return { kind: "started", run: await runNow(server, ref.cronId) };
    });
  }

  /** The cron as it is on the server now, and in the form of a spec file. */
  read(ref: CronRef): Promise<ReadOutcome> {
    return this.one(ref, async (server, connection) => {
      const { cronToArguments, exportCron } = await this.work();
      const cron = await server.getCron(ref.cronId);
      const spec = exportCron(cron, await this.store.facts.assistants(connection));
      if (!spec.ok) return { kind: "unsayable", parameter: spec.failure };
      return { kind: "read", cron, name: cronToArguments(cron).name, spec: spec.value };
    });
  }

  /** Gives a spec's name to a cron that some other tool created. `cron` as returned by `read`. */
  name(ref: CronRef, cron: Cron, name: string): Promise<NameOutcome> {
    return this.one(ref, async (server) => {
      const { nameCron, ownDoubt } = await this.work();
      const named = await nameCron(server, cron, name, { doubtMilliseconds: ownDoubt() });
      return named.kind === "taken" ? { kind: "taken" } : named;
    });
  }

  private infoOf(connection: Connection): ServerInfo | undefined {
    const state = this.store.state(connection);
    return state.kind === "ready" ? state.info : undefined;
  }

  private async one<Outcome>(
    { connectionId }: CronRef,
    act: (server: AgentServer, connection: Connection) => Promise<Outcome>,
  ): Promise<Outcome | NotDone> {
    const connection = this.connections.get(connectionId);
    if (connection === undefined) return { kind: "noConnection" };
    const server = await this.store.server(connection);
    try {
      return await this.store.together(connection, () => act(server, connection));
    } catch (failure) {
      return notDone(failure);
    }
  }

  private forEach<Done>(
    refs: readonly CronRef[],
    options: ActOptions | undefined,
    act: (server: AgentServer, ref: CronRef, connection: Connection) => Promise<Done>,
  ): Promise<readonly OutcomeOf<Done>[]> {
    return actOnCrons({ connections: this.connections, store: this.store }, refs, act, options);
  }

  /** One after another: submissions, which may ask. */
  private inTurn<Done>(
    refs: readonly CronRef[],
    options: ActOptions,
    act: (server: AgentServer, ref: CronRef, connection: Connection) => Promise<Done>,
  ): Promise<readonly OutcomeOf<Done>[]> {
    return actOnCrons({ connections: this.connections, store: this.store }, refs, act, options, 1);
  }
}

/** Needed only where somebody clears up: loaded then. */
const keptThreads = () => import("../../core/lifecycle/actions/keptThreads");

function callOptions({ signal }: ActOptions): CallOptions {
  return signal === undefined ? {} : { signal };
}

function portsOf({ confirm, signal }: AskingOptions): SubmissionOptions {
  return signal === undefined ? { confirm } : { confirm, signal };
}

/** A cron that can't be read can still be deleted, unless the server doesn't answer. */
function unlessSilent(failure: unknown): undefined {
  if (!(failure instanceof ServerFailure) || isSilence(failure.problem)) throw failure;
}

function gone(cronId: string): ServerFailure {
  const request = { method: "DELETE", path: `/runs/crons/${cronId}` } as const;
  return new ServerFailure({ kind: "notFound", detail: `Cron '${cronId}' not found` }, request);
}

function isSameMoment(one: string | null, other: string | null): boolean {
  return one === other || Date.parse(one ?? "") === Date.parse(other ?? "");
}
