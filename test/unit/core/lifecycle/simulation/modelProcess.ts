import type { Clock } from "../../../../../src/core/base/clock";
import type { JsonObject } from "../../../../../src/core/base/json";
import type { Journal, JournalEntry } from "../../../../../src/core/lifecycle/submission/submission";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import type { Cron } from "../../../../../src/core/server/cron";
import type { ModelNetwork } from "./modelNetwork";
import type { Truth } from "./truth";
import type { World } from "./world";

/** What a dead process waits for. */
const never = () => new Promise<never>(() => undefined);

/** A machine: its clock, and the journal that outlives its processes. */
export class ModelMachine {
  clockOffset = 0;
  readonly journal = new Map<string, JournalEntry>();

  constructor(
    readonly title: string,
    /** Process ids are used again, so that a dead owner seems to be alive (containers). */
    readonly reusesIds: boolean,
  ) {}

  jump(milliseconds: number): void {
    this.clockOffset += milliseconds;
  }
}

/** When a process dies, or is stopped for a while: at its so-many-th step to the outside or back. */
export interface Interruption {
  readonly dieAt: number | null;
  readonly stallAt: number | null;
  readonly stallMilliseconds: number;
}

/** How a process saw a cron. */
export interface Seen {
  readonly at: number;
  readonly isOn: boolean;
}

/** One process on a machine: everything that it does goes through its ports, where it may die. */
export class ModelProcess {
  readonly server: AgentServer;
  readonly clock: Clock;
  readonly journal: Journal;
  isDead = false;
  /** The id of the cron that it moves, or makes again. */
  standsFor: string | undefined;
  /** Each cron as the process last saw it, and when. */
  private readonly seen = new Map<string, Seen>();
  private steps = 0;

  constructor(
    readonly title: string,
    readonly machine: ModelMachine,
    private readonly world: World,
    network: ModelNetwork,
    readonly truth: Truth,
    private readonly interruption: Interruption,
    readonly isPerson = false,
  ) {
    this.server = network.serverOf(this);
    this.clock = {
      now: () => world.now + machine.clockOffset,
      sleep: (milliseconds, signal) => this.sleep(milliseconds, signal),
    };
    const written = <Value>(act: () => Value) => this.atDisk(act);
    this.journal = {
      entries: () => written(() => [...machine.journal.values()]),
      write: (entry) => written(() => void machine.journal.set(entry.submission, entry)),
      remove: (submission) => written(() => void machine.journal.delete(submission)),
    };
  }

  /**
   * Before something goes out: the process may be dead by then, or be stopped for a while between deciding and sending.
   * Returns whether it was stopped.
   */
  async leaving(writes = false): Promise<boolean> {
    if (this.step()) await never();
    if (this.steps !== this.interruption.stallAt) return false;
    this.truth.sentLate ||= writes;
    await this.stop();
    return true;
  }

  /** Something comes back: to a process that may be dead, or stopped for a while. */
  async hearing<Value>(coming: Promise<Value>): Promise<Value> {
    try {
      return await coming;
    } finally {
      if (this.step()) await never();
      if (this.steps === this.interruption.stallAt) await this.stop();
    }
  }

  private async stop(): Promise<void> {
    await this.world.sleep(this.interruption.stallMilliseconds);
    if (this.isDead) await never();
  }

  saw(crons: readonly Cron[], at = this.world.now): readonly Cron[] {
    for (const { cron_id, enabled } of crons) this.seen.set(cron_id, { at, isOn: enabled });
    return crons;
  }

  made(cron: Cron): Cron {
    if (this.title.endsWith("copy")) this.truth.handmade.add(cron.cron_id);
    if (this.standsFor !== undefined) this.truth.madeFrom.set(cron.cron_id, this.standsFor);
    return cron;
  }

  patched(id: string, body: JsonObject, act: () => Cron): Cron {
    return this.truth.patching(this, id, body, act);
  }

  decidedToChange(id: string): void {
    this.truth.lookAtChange(this, this.seen.get(id));
  }

  /** It is about to delete this cron. Returns how it has seen it. */
  decided(id: string): Seen | undefined {
    const seen = this.seen.get(id);
    this.truth.lookAtDecision(this, seen);
    return seen;
  }

  deleted(id: string, decided: Seen | undefined, act: () => boolean): boolean {
    return this.truth.deleting(this, id, decided, act);
  }

  private step(): boolean {
    this.steps += 1;
    if (this.steps === this.interruption.dieAt) this.isDead = true;
    return this.isDead;
  }

  private async atDisk<Value>(act: () => Value): Promise<Value> {
    await this.leaving();
    return this.hearing(this.world.sleep(1).then(act));
  }

  private async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await this.leaving();
    if (signal?.aborted === true) throw signal.reason;
    const slept = this.world.sleep(milliseconds);
    await this.hearing(signal === undefined ? slept : Promise.race([slept, aborted(signal)]));
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
