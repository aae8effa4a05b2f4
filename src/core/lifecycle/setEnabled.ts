import { type Clock, systemClock } from "../clock";
import type { JsonObject } from "../json";
import type { AgentServer, CallOptions } from "../server/agentServer";
import type { Cron } from "../server/cron";
import { ServerFailure } from "../server/serverProblem";
import { isUnfinished } from "../spec/pausedBy";
import { acquireLease } from "./acquireLease";
import { finishedMetadata } from "./cronHash";
import { defaultTimeoutMilliseconds, doubtAfter } from "./doubtAfter";
import { findCrons, readFresh } from "./findCrons";
import { isLeftover } from "./leftover";
import { groupOf } from "./lockName";

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
export async function resumeCron(
  server: AgentServer,
  cronId: string,
  options?: CallOptions,
  clock: Clock = systemClock,
): Promise<Cron> {
  // Read first: a schedule that somebody changed meanwhile must not be turned back.
  const cron = await readFresh(server, cronId, options);
  if (cron.enabled) return cron;
  return isLeftover(cron)
    ? resumeLeftover(server, cron, options ?? {}, clock)
    : server.patchCron(cronId, await switchOnPatch(cron), options);
}

/** Takes it over from the submission that has left it, unless another cron of its name is on. */
async function resumeLeftover(server: AgentServer, cron: Cron, options: CallOptions, clock: Clock): Promise<Cron> {
  const { lockName, metadata } = groupOf(cron);
  const lease = await acquireLease({
    server,
    clock,
    lockName,
    owner: crypto.randomUUID(),
    doubtMilliseconds: doubtAfter(defaultTimeoutMilliseconds),
    signal: () => options.signal,
  });
  try {
    const others = await findCrons(server, metadata, options);
    if (others.some(({ enabled, cron_id }) => enabled && cron_id !== cron.cron_id)) throw taken(cron.cron_id);
    const body = await switchOnPatch(cron);
    await lease.fence();
    return await server.patchCron(cron.cron_id, body, { ...options, once: true });
  } finally {
    await lease.release();
  }
}

function taken(cronId: string): ServerFailure {
  const detail = "Another cron of this name is switched on.";
  const request = { method: "PATCH", path: `/runs/crons/${cronId}` } as const;
  return new ServerFailure({ kind: "rejected", status: 409, detail, parameter: null }, request);
}

/** Pauses a cron. Throws `ServerFailure`. */
export async function pauseCron(server: AgentServer, cronId: string, options?: CallOptions): Promise<Cron> {
  return server.patchCron(cronId, { enabled: false }, options);
}
