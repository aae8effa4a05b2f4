import { isBefore, type ServerIdentity } from "../server/serverVersion";

/**
 * The last in-memory Agent Server whose scheduler was seen to stop (0.11.1 stops too): each check of an enabled cron
 * with an end, due or not, is a TypeError (langgraph#8397). `test/contract/firing` shows this on the server under test,
 * and fails if this is not the last one.
 */
const lastThatStops = "0.16.7";

/** Whether an enabled cron with an end stops the scheduler of such a server if that keeps its crons in memory. */
export function endStopsScheduler(server: ServerIdentity | undefined): boolean {
  return server === undefined || (server.product === "agentServer" && !isBefore(lastThatStops, server.version));
}
