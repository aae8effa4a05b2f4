import { nameUuid } from "../../base/nameUuid";
import type { AgentServer, CallOptions } from "../../server/agentServer";
import type { Thread } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { doubtAfter } from "./doubtAfter";

/** The namespace of the ids of lock threads; any constant would do. */
const lockNamespace = "5d2f0a52-6c0e-4d0b-9a3b-3a8f7c9be0e1";

/** For requests of 300 s, the longest time-out that can be set. */
const longestDoubtMilliseconds = doubtAfter(300_000);

/** One lock thread. Taking over from a holder means creating the thread whose id derives from the holder's. */
export interface LockNode {
  readonly id: string;
  readonly owner: string;
  /** Changes while the owner is active. */
  readonly pulse: number;
  /** After this many milliseconds, the owner's requests have been carried out or lost. */
  readonly doubtMilliseconds: number;
}

/** The id of the first thread of a lock. */
export function rootId(lockName: string): string {
  return nameUuid(lockNamespace, lockName);
}

/** The id of the thread that takes over from a holder: unique per holder, so only the first id is ever reused. */
export function successorId({ id, owner }: Pick<LockNode, "id" | "owner">): string {
  return nameUuid(lockNamespace, `${id}\n${owner}`);
}

/** The metadata that marks a thread as a lock. */
export function lockMetadata(lockName: string, owner: string, doubtMilliseconds = 0) {
  return {
    [metadataKeys.lock]: lockName,
    [metadataKeys.lockOwner]: owner,
    [metadataKeys.lockPulse]: 0,
    [metadataKeys.lockDoubt]: doubtMilliseconds,
  };
}

/** The lock thread with this id; undefined if there is none. Throws `ServerFailure`. */
export async function readNode(server: AgentServer, id: string, call: CallOptions): Promise<LockNode | undefined> {
  try {
    return nodeOf(await server.getThread(id, call));
  } catch (error) {
    if (error instanceof ServerFailure && error.problem.kind === "notFound") return undefined;
    throw error;
  }
}

/** All threads of a lock in order; the last is the holder's. `root`: the id of the first. Throws `ServerFailure`. */
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
    // Anyone can write this value, so limit it to what the longest possible time-out needs.
    doubtMilliseconds: typeof doubt === "number" ? Math.min(doubt, longestDoubtMilliseconds) : 0,
  };
}
