import { sameJson } from "../../../../../src/core/base/sameJson";
import { runOf } from "../../../../../src/core/health/seenRun";
import { deletesRuns } from "../../../../../src/core/known/keptRuns";
import type { Cron, Thread } from "../../../../../src/core/server/cron";
import type { Connection } from "../../../../../src/platform/servers/connections/connection";
import type { ServerChange } from "../../../../../src/platform/servers/serverRecord";
import type { ServerStore } from "../../../../../src/platform/servers/serverStore";

/** The data that the rows of a cron are drawn from. */
interface Drawn {
  readonly cron: Omit<Cron, "payload">;
  readonly thread: Thread | undefined;
  readonly runs: readonly (readonly [id: string, status: string])[];
}

/** Milliseconds: longer than the requests of a refresh take here. */
const patience = 20_000;

/** What a window shows: drawn again only where the store says that something has changed. */
export class Screen {
  /** What must not have happened. */
  readonly faults: string[] = [];
  private readonly drawn = new Map<string, Drawn>();
  /** As they stood before this millisecond: what is drawn twice in one, nobody sees. */
  private readonly before = new Map<string, Drawn>();
  private drawnAt = 0;
  private readonly gone = new Set<string>();
  /** When each cron that was shown, or written here, was changed last. */
  private readonly newest = new Map<string, string>();
  private state = "";
  /** What is not drawn as it is, since when. */
  private different: ReadonlyMap<string, number> = new Map();

  constructor(
    private readonly store: ServerStore,
    private readonly connection: Connection,
    /** Whether a run is its thread's newest, and has stopped to ask a person. */
    private readonly isAsking: (runId: string) => boolean = () => false,
  ) {
    this.drawState();
    store.onDidChange((change) => this.draw(change));
  }

  /** Everything that the store has known for a while is drawn. What a refresh or an action reads is drawn at its end. */
  compare(): void {
    const now = Date.now();
    const differences = new Map(this.differences().map((text) => [text, this.different.get(text) ?? now]));
    this.different = differences;
    for (const [text, since] of differences) if (now - since > patience) this.faults.push(text);
  }

  private differences(): readonly string[] {
    const crons = this.store.crons(this.connection);
    const ids = new Set(crons.map(({ cron_id }) => cron_id));
    return [
      ...[...this.drawn.keys()].filter((id) => !ids.has(id)).map((id) => `${id} is drawn, and gone`),
      ...crons.flatMap((cron) => {
        const [was, is] = [this.drawn.get(cron.cron_id), this.now(cron)];
        if (sameJson<unknown>(was, is)) return [];
        return [`${cron.cron_id} is drawn as ${JSON.stringify(was)}, and is ${JSON.stringify(is)}`];
      }),
      ...(this.state === this.stateNow() ? [] : [`the state is drawn as ${this.state}`]),
    ];
  }

  /** This version of a cron was shown or written here: an older one must not come back. */
  saw({ cron_id, updated_at }: Cron): void {
    if ((this.newest.get(cron_id) ?? "") < updated_at) this.newest.set(cron_id, updated_at);
  }

  /** A cron was deleted here. */
  deleted(cronId: string): void {
    this.gone.add(cronId);
  }

  private draw({ added, changed, removed, state }: ServerChange): void {
    if (this.drawnAt !== Date.now()) this.lookBack();
    this.drawnAt = Date.now();
    if (state) this.drawState();
    for (const id of removed) {
      this.drawn.delete(id);
      // A server whose key is refused shows none.
      if (this.store.state(this.connection).kind === "ready") this.gone.add(id);
    }
    for (const id of [...added, ...changed]) {
      const cron = this.store.cron(this.connection, id);
      if (cron === undefined) {
        this.faults.push(`${id} has changed, and is not known`);
        continue;
      }
      if (this.gone.has(id)) this.faults.push(`${id} was gone, and is back`);
      const older = this.newest.get(id) ?? "";
      if (cron.updated_at < older) this.faults.push(`${id} is as of ${cron.updated_at}, and was as of ${older}`);
      this.saw(cron);
      this.drawn.set(id, this.now(cron));
      this.judge(cron);
    }
  }

  /** No row says that a run is done which waits for a person: the server's word for both is success. */
  private judge(cron: Cron): void {
    const { kind, lastRun } = this.store.health(this.connection, cron);
    const isDone = lastRun?.result === "succeeded" && this.isAsking(lastRun.run.run_id);
    if (isDone && kind !== "running")
      this.faults.push(`${lastRun.run.run_id} of ${cron.cron_id} asks, and is drawn as done`);
  }

  /** Nothing goes back in time: neither a thread, nor a run, nor the next run of a cron that nobody has changed. */
  private lookBack(): void {
    for (const [id, is] of this.drawn) {
      const was = this.before.get(id);
      if (was === is) continue;
      this.before.set(id, is);
      if (was === undefined) continue;
      if (is.thread !== undefined && is.thread.updated_at < (was.thread?.updated_at ?? ""))
        this.faults.push(`the thread of ${id} is as it was before`);
      const isSame = was.cron.updated_at === is.cron.updated_at;
      if (isSame && (is.cron.next_run_date ?? "") < (was.cron.next_run_date ?? ""))
        this.faults.push(`the next run of ${id} is as it was before`);
      const open = new Set(is.runs.filter(([, status]) => !isOver(status)).map(([run]) => run));
      for (const [run, status] of was.runs)
        if (isOver(status) && open.has(run)) this.faults.push(`the run ${run} of ${id} was over`);
    }
  }

  private now(cron: Cron): Drawn {
    // What those prove that the server deletes depends on the clock, too.
    const runs = deletesRuns(cron)
      ? this.store.seenRuns(this.connection, cron).map(({ isThere, sight }) => runOf(sight, isThere))
      : (this.store.knownRuns(this.connection, cron)?.runs ?? []);
    return {
      cron: drawnOf(cron),
      thread: cron.thread_id === null ? undefined : this.store.thread(this.connection, cron.thread_id),
      runs: runs.map(({ run_id, status }) => [run_id, status]),
    };
  }

  private drawState(): void {
    this.state = this.stateNow();
  }

  private stateNow(): string {
    return JSON.stringify(this.store.state(this.connection));
  }
}

/** Of an unknown one the end was not seen. */
function isOver(status: string): boolean {
  return !["pending", "running", "unknown"].includes(status);
}

/** Its payload is not drawn. */
function drawnOf(cron: Cron): Omit<Cron, "payload"> {
  if (cron.payload === undefined) return cron;
  const { payload: _payload, ...drawn } = cron;
  return drawn;
}
