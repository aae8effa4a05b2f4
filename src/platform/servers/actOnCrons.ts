import type { AgentServer } from "../../core/server/agentServer";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { isSilence } from "./answering";
import type { Connection } from "./connections/connection";
import type { Connections } from "./connections/connections";
import type { NotDone, OutcomeOf } from "./cronOutcomes";
import type { CronRef } from "./cronRef";
import type { ServerStore } from "./serverStore";

export interface ActOptions {
  /** What was not sent by then is left as it is. */
  readonly signal?: AbortSignal;
  /** Called after each cron, with how many of all are done. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** What is done to one cron. Throws `ServerFailure`. */
export type Act<Done> = (server: AgentServer, ref: CronRef, connection: Connection) => Promise<Done>;

/** So many crons of a server at once. The first goes alone: it shows whether the server answers. */
const mostAtOnce = 4;

/**
 * Does something to several crons, on all servers in parallel, and publishes the changes of each server as one.
 * `atOnce`: how many of a server's crons at a time. Throws only `UntrustedWorkspace`. Outcomes are in the order of the
 * references, by server.
 */
export async function actOnCrons<Done>(
  { connections, store }: { readonly connections: Connections; readonly store: ServerStore },
  refs: readonly CronRef[],
  act: Act<Done>,
  { onProgress, signal }: ActOptions = {},
  atOnce = mostAtOnce,
): Promise<readonly OutcomeOf<Done>[]> {
  const ids = new Set(refs.map(({ connectionId }) => connectionId));
  let done = 0;
  const tell = () => {
    done += 1;
    onProgress?.(done, refs.length);
  };
  const outcomes = await Promise.all(
    [...ids].map(async (id) => {
      const some = refs.filter(({ connectionId }) => connectionId === id);
      const connection = connections.get(id);
      if (connection === undefined) return some.map((ref) => ({ kind: "noConnection", ref }) as OutcomeOf<Done>);
      const server = await store.server(connection);
      const one = async (ref: CronRef) => ({ ...(await act(server, ref, connection)), ref });
      return store.together(connection, () => inTurn(some, one, { tell, signal, atOnce }));
    }),
  );
  return outcomes.flat();
}

interface Turns {
  readonly tell: () => void;
  readonly signal: AbortSignal | undefined;
  readonly atOnce: number;
}

async function inTurn<Done>(
  refs: readonly CronRef[],
  act: (ref: CronRef) => Promise<Done & { readonly ref: CronRef }>,
  { atOnce, signal, tell }: Turns,
): Promise<readonly OutcomeOf<Done>[]> {
  const outcomes: OutcomeOf<Done>[] = [];
  let stopped: "silence" | "askToWait" | undefined;
  const one = async (ref: CronRef, index: number) => {
    if (stopped !== undefined || signal?.aborted === true) {
      outcomes[index] = stopped === undefined ? { kind: "cancelled", ref } : { kind: "notTried", after: stopped, ref };
      return;
    }
    try {
      outcomes[index] = await act(ref);
    } catch (failure) {
      stopped ??= stopOf(failure);
      outcomes[index] = { ...notDone(failure), ref };
    }
    tell();
  };
  const queue = refs.entries();
  const lane = async () => {
    for (const [index, ref] of queue) await one(ref, index);
  };
  const first = queue.next();
  if (first.done !== true) await one(first.value[1], first.value[0]);
  await Promise.all(Array.from({ length: atOnce }, lane));
  return outcomes;
}

/** Why the others would be sent in vain. */
function stopOf(failure: unknown): "silence" | "askToWait" | undefined {
  if (!(failure instanceof ServerFailure)) return undefined;
  const { problem } = failure;
  if (isSilence(problem)) return "silence";
  return problem.kind === "busy" && problem.retryAfterSeconds !== null ? "askToWait" : undefined;
}

export function notDone(failure: unknown): NotDone {
  if (!(failure instanceof ServerFailure)) return { kind: "failed", failure };
  if (failure.problem.kind === "cancelled") return { kind: "cancelled" };
  return failure.problem.kind === "notFound" ? { kind: "gone" } : { kind: "failed", failure };
}
