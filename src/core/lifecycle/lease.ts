import type { Clock } from "../base/clock";
import type { AgentServer } from "../server/agentServer";
import { ServerFailure } from "../server/problems/serverProblem";
import { metadataKeys } from "../server/stored/ownMetadata";
import { type LockNode, readNode, successorId } from "./leaseChain";
import { retryUnclear } from "./unclear";

/** Somebody else may have taken over. What was seen before may have changed, so everything has to be read again. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** The right to switch a name's crons on and to delete them, until somebody takes it over. */
export interface Lease {
  /** False where the server lets nobody make threads: then nothing decides who is the one. */
  readonly decides: boolean;
  /**
   * Throws `LeaseLost` unless the lease is still held. Comes before each request that counts, and after what it rests
   * on has been seen on the server.
   */
  fence(): Promise<void>;
  /** Shows others that the holder is at work. Never throws. */
  touch(): Promise<void>;
  /** Releases the lock. False where it is not known whether it is gone. Never throws `ServerFailure`. */
  release(): Promise<boolean>;
}

/** Where threads can't be made. */
export const noLease: Lease = {
  decides: false,
  fence: async () => undefined,
  touch: async () => undefined,
  release: async () => true,
};

/**
 * An answer about the lock counts for so long. A process that was stopped meanwhile (a laptop asleep) asks again.
 * Who takes over waits longer than this and the longest request together before it looks.
 */
export const guardMilliseconds = 5_000;

interface Held {
  readonly server: AgentServer;
  readonly clock: Clock;
  /** The threads of the lock from the first to one's own. */
  readonly chain: readonly LockNode[];
  readonly signal: () => AbortSignal | undefined;
}

/** The lease of the one who made the last thread of a lock. */
export class ThreadLease implements Lease {
  readonly decides = true;
  private readonly successor: string;
  private pulse = 0;
  private isTakenOver = false;

  constructor(private readonly held: Held) {
    this.successor = successorId(this.own);
  }

  async fence(): Promise<void> {
    const { clock } = this.held;
    for (;;) {
      const asked = clock.now();
      if (!(await this.isHeld())) throw new LeaseLost();
      const age = clock.now() - asked;
      if (age >= 0 && age <= guardMilliseconds) return;
    }
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
    // The one who took over needs the whole chain, and deletes it in the end.
    if (this.isTakenOver) return true;
    const { server, clock, chain } = this.held;
    try {
      // The first thread first. If one's own went first, an earlier holder would see itself as the last.
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

  /** No successor, then one's own, then the first: in this order each answer holds for the time of the one before. */
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
