import type { AgentServer, CallOptions } from "./agentServer";
import type { ServerInfo } from "./cron";
import { ServerFailure, type ServerProblem } from "./problems/serverProblem";

/** What was found at a connection's address. */
export type ConnectionCheck =
  /** `threads`: null if the server can't count them. */
  | { readonly kind: "ready"; readonly info: ServerInfo; readonly threads: number | null }
  /** An Agent Server without crons (JavaScript development server). */
  | { readonly kind: "noCrons"; readonly info: ServerInfo }
  /** Reachable, because `/info` needs no key, but requests with the key fail; `problem` is mostly `unauthorized`. */
  | { readonly kind: "refused"; readonly info: ServerInfo; readonly problem: ServerProblem }
  | { readonly kind: "failed"; readonly problem: ServerProblem };

/** Asks for the version, then with the key for the thread count or a cron. Never throws `ServerFailure`. */
export async function checkConnection(server: AgentServer, options?: CallOptions): Promise<ConnectionCheck> {
  const info = await orProblem(server.info(options));
  if ("problem" in info) return { kind: "failed", problem: info.problem };
  if (!info.value.hasCrons) return { kind: "noCrons", info: info.value };
  const threads = await orProblem(countOrTry(server, options));
  return "problem" in threads
    ? { kind: "refused", info: info.value, problem: threads.problem }
    : { kind: "ready", info: info.value, threads: threads.value };
}

/** A server that can't count threads answers before it checks the key, so ask for a cron too. */
async function countOrTry(server: AgentServer, options: CallOptions | undefined): Promise<number | null> {
  const threads = await server.countThreads(options);
  if (threads === null) await server.searchCrons({ limit: 1, offset: 0 }, options);
  return threads;
}

async function orProblem<Value>(
  answer: Promise<Value>,
): Promise<{ readonly value: Value } | { readonly problem: ServerProblem }> {
  try {
    return { value: await answer };
  } catch (error) {
    if (error instanceof ServerFailure) return { problem: error.problem };
    throw error;
  }
}
