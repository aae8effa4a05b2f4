import type { JsonObject } from "../json";
import type { AgentServer, CallOptions } from "../server/agentServer";
import type { Cron } from "../server/cron";
import { isUnfinished } from "../spec/pausedBy";
import { finishedMetadata } from "./cronHash";
import { readFresh } from "./findCrons";

/**
 * What switches a cron on without firing at once: the server reckons the next run anew only when it gets a schedule;
 * otherwise a date that passed while the cron was paused is caught up within seconds (0.16.7). It is also the end of the
 * submission that made the cron, if that has not come to its end yet.
 */
export async function switchOnPatch(cron: Cron): Promise<JsonObject> {
  const ends = isUnfinished(cron) && cron.payload !== undefined;
  return { enabled: true, schedule: cron.schedule, ...(ends ? { metadata: await finishedMetadata(cron) } : {}) };
}

/** Switches a paused cron on; its first run is the next one from now. Throws `ServerFailure`. */
export async function resumeCron(server: AgentServer, cronId: string, options?: CallOptions): Promise<Cron> {
  // Read first: a schedule that somebody changed meanwhile must not be turned back.
  const cron = await readFresh(server, cronId, options);
  return cron.enabled ? cron : server.patchCron(cronId, await switchOnPatch(cron), options);
}

/** Pauses a cron. Throws `ServerFailure`. */
export async function pauseCron(server: AgentServer, cronId: string, options?: CallOptions): Promise<Cron> {
  return server.patchCron(cronId, { enabled: false }, options);
}
