import { nameUuid } from "../base/nameUuid";
import type { AgentServer, CallOptions } from "../server/agentServer";
import type { Thread } from "../server/cron";
import { ServerFailure } from "../server/problems/serverProblem";
import { metadataKeys } from "../server/stored/ownMetadata";
import { doubtAfter } from "./doubtAfter";

/** The namespace of the ids of lock threads; any constant would do. */
const lockNamespace = "5d2f0a52-6c0e-4d0b-9a3b-3a8f7c9be0e1";

/** Of requests of 300 s. */
const longestDoubtMilliseconds = doubtAfter(300_000);

/** One lock thread. To take over from a holder is to make the thread whose id follows from that holder's. */
export interface LockNode {
  readonly id: string;
  readonly owner: string;
  /** Changes while the owner is at work. */
  readonly pulse: number;
  /** In so many milliseconds what the owner has sent is carried out or lost. */
  readonly doubtMilliseconds: number;
}

/** The id of the first thread of a lock. */
export function rootId(lockName: string): string {
  return nameUuid(lockNamespace, lockName);
}

/** The id of the thread that takes over from a holder: another for each holder, so only the first id is ever used again. */
export function successorId({ id, owner }: Pick<LockNode, "id" | "owner">): string {
  return nameUuid(lockNamespace, `${id}\n${owner}`);
}

/** What a lock thread's metadata says. */
export function lockMetadata(lockName: string, owner: string, doubtMilliseconds = 0) {
  return {
    [metadataKeys.lock]: lockName,
    [metadataKeys.lockOwner]: owner,
    [metadataKeys.lockPulse]: 0,
    [metadataKeys.lockDoubt]: doubtMilliseconds,
  };
}

/** The thread of an id as part of a lock; undefined where there is none. Throws `ServerFailure`. */
export async function readNode(server: AgentServer, id: string, call: CallOptions): Promise<LockNode | undefined> {
  try {
    return nodeOf(await server.getThread(id, call));
  } catch (error) {
    if (error instanceof ServerFailure && error.problem.kind === "notFound") return undefined;
    throw error;
  }
}

/**
 * All threads of a lock, the first to the last; the last is the holder's. `root`: the id of the first. Throws
 * `ServerFailure`.
 */
export async function readChain(server: AgentServer, root: string, call: CallOptions): Promise<readonly LockNode[]> {
  const chain: LockNode[] = [];
  for (let id = root; ; ) {
    const node = await readNode(server, id, call);
    if (node === undefined) return chain;
    chain.push(node);
    id = successorId(node);
  }
}

function nodeOf({ thread_id, metadata }: Thread): LockNode {
  const owner = metadata[metadataKeys.lockOwner];
  const pulse = metadata[metadataKeys.lockPulse];
  const doubt = metadata[metadataKeys.lockDoubt];
  return {
    id: thread_id,
    owner: typeof owner === "string" ? owner : "",
    pulse: typeof pulse === "number" ? pulse : 0,
    // Anybody may have written it: nobody waits longer than for the longest time-out that can be set.
    doubtMilliseconds: typeof doubt === "number" ? Math.min(doubt, longestDoubtMilliseconds) : 0,
  };
}
