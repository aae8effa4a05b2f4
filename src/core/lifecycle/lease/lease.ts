import type { Clock } from "../../base/clock";
import type { AgentServer } from "../../server/agentServer";
import { ServerFailure } from "../../server/problems/serverProblem";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { type LockNode, readNode, successorId } from "./leaseChain";
import { retryUnclear } from "./unclear";

/** Someone else may have taken over, so everything must be read again. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** The right to switch on and delete the crons of a name, until someone takes it over. */
export interface Lease {
  /** False if the server doesn't allow threads to be created; then no lock decides between submissions. */
  readonly decides: boolean;
  /**
   * Throws `LeaseLost` unless the lease is still held. Call it before each critical request, after the state that the
   * request relies on has been read from the server.
   */
  fence(): Promise<void>;
  /** Shows others that the holder is active. Never throws. */
  touch(): Promise<void>;
  /** Releases the lock. Returns false if the lock may still exist. Never throws `ServerFailure`. */
  release(): Promise<boolean>;
}

/** Used if threads can't be created. */
export const noLease: Lease = {
  decides: false,
  fence: async () => undefined,
  touch: async () => undefined,
  release: async () => true,
};

/**
 * How long an answer about the lock is valid; a process that was suspended longer (laptop asleep) asks again. A
 * takeover waits longer than this plus the longest request before it looks.
 */
export const guardMilliseconds = 5_000;

/** Looks until all that it has been told at once is valid yet. Throws what `look` throws. */
export async function freshly(clock: Clock, look: () => Promise<void>): Promise<void> {
  for (;;) {
    const asked = clock.now();
    await look();
    if (isRecent(clock, asked)) return;
  }
}

/** Whether what was asked at that time still counts. The clock may have jumped. */
export function isRecent(clock: Clock, asked: number, milliseconds = guardMilliseconds): boolean {
  const age = clock.now() - asked;
  return age >= 0 && age <= milliseconds;
}

interface Held {
  readonly server: AgentServer;
  readonly clock: Clock;
  /** The threads of the lock, from the first to our own. */
  readonly chain: readonly LockNode[];
  readonly signal: () => AbortSignal | undefined;
}

/** The lease of whoever created the last thread of a lock. */
export class ThreadLease implements Lease {
  readonly decides = true;
  private readonly successor: string;
  private pulse = 0;
  private isTakenOver = false;

  constructor(private readonly held: Held) {
    this.successor = successorId(this.own);
  }

  fence(): Promise<void> {
    return freshly(this.held.clock, async () => {
      if (!(await this.isHeld())) throw new LeaseLost();
    });
  }

  async touch(): Promise<void> {
    this.pulse += 1;
    try {
      await this.held.server.patchThread(this.own.id, { [metadataKeys.lockPulse]: this.pulse }, { once: true });
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
    }
  }

  async release(): Promise<boolean> {
    // The new holder needs the whole chain, and deletes it at the end.
    if (this.isTakenOver) return true;
    const { server, clock, chain } = this.held;
    try {
      // Delete from the first on: without our own thread, an earlier holder would see itself as the last one.
      for (const { id, owner } of chain) {
        await retryUnclear(clock, undefined, () => this.deleteIf(server, id, owner), { tries: 3 });
      }
      return true;
    } catch (error) {
      if (error instanceof ServerFailure) return false;
      throw error;
    }
  }

  private get own(): LockNode {
    return this.held.chain.at(-1) as LockNode;
  }

  private async deleteIf(server: AgentServer, id: string, owner: string): Promise<void> {
    const node = await readNode(server, id, {});
    if (node?.owner === owner) await server.deleteThread(id, { once: true });
  }

  /** Reads the successor, our own thread, then the first: in this order each answer covers the time before it. */
  private async isHeld(): Promise<boolean> {
    this.isTakenOver = (await this.read(this.successor)) !== undefined;
    if (this.isTakenOver) return false;
    for (const node of [this.own, ...(this.held.chain.length > 1 ? this.held.chain.slice(0, 1) : [])]) {
      if ((await this.read(node.id))?.owner !== node.owner) return false;
    }
    return true;
  }

  private read(id: string): Promise<LockNode | undefined> {
    const { server, clock, signal } = this.held;
    const now = signal();
    return retryUnclear(clock, now, () => readNode(server, id, now === undefined ? {} : { signal: now }));
  }
}
