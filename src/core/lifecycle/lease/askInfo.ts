import type { Clock } from "../../base/clock";
import type { AgentServer } from "../../server/agentServer";
import type { ServerInfo } from "../../server/cron";
import { refuseWithoutCrons } from "../../server/refuseWithoutCrons";
import { type Patience, retryUnclear } from "./unclear";

/** Reports a missing server at once and one that hangs soon, but gives one that answers sometimes several chances. */
const firstPatience: Patience = { tries: 16, milliseconds: 45_000 };

/**
 * What a server says of itself, before anything is written. Throws `ServerFailure`, also for a server without crons, or
 * the signal's reason.
 */
export async function askInfo({
  clock,
  server,
  signal,
}: {
  readonly clock: Clock;
  readonly server: Pick<AgentServer, "info">;
  readonly signal?: AbortSignal | undefined;
}): Promise<ServerInfo> {
  const ask = () => server.info(signal === undefined ? {} : { signal });
  const info = await retryUnclear(clock, signal, ask, firstPatience);
  refuseWithoutCrons(info);
  return info;
}
