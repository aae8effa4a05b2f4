import type { JsonObject } from "../../base/json";
import { isUnfinished } from "../../compare/pausedBy";
import type { AgentServer, CallOptions } from "../../server/agentServer";
import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { isJustRead } from "../lease/fencedWrites";
import { groupOf } from "../lease/lockName";
import { inLease, type WriterOptions, writerOf } from "../lease/writer";
import { finishedMetadata } from "../onServer/cronHash";
import { findCrons } from "../onServer/findCrons";
import { isLeftover } from "../onServer/leftover";
import { patchOnce } from "./writeOnce";

/**
 * The PATCH that switches a cron on without firing at once: the server recomputes the next run only if it gets a
 * schedule; otherwise it catches up a run missed during the pause within seconds (0.16.7). It also finishes the
 * submission that created the cron, if that is still open.
 */
async function switchOnPatch(cron: Cron): Promise<JsonObject> {
  const ends = isUnfinished(cron) && cron.payload !== undefined;
  return { enabled: true, schedule: cron.schedule, ...(ends ? { metadata: await finishedMetadata(cron) } : {}) };
}

/** Switches a paused cron on, with its next run after now. Throws `ServerFailure`, or the signal's reason. */
export async function resumeCron(server: AgentServer, cronId: string, options: WriterOptions = {}): Promise<Cron> {
  // Read it first, so that a schedule someone changed meanwhile is not reverted.
  const cron = await server.getCron(cronId, options);
  if (cron.enabled) return cron;
  if (isLeftover(cron)) return resumeLeftover(server, cron, options);
  const body = await switchOnPatch(cron);
  return patchOnce(server, cronId, body, ({ enabled }) => enabled, options);
}

/** Takes the cron over from the submission that left it, unless another cron of its name is on. */
function resumeLeftover(server: AgentServer, cron: Cron, options: WriterOptions): Promise<Cron> {
  const { lockName, metadata } = groupOf(cron);
  const writer = writerOf(server, options);
  return inLease(writer, [lockName], async (lease) => {
    const others = await findCrons(server, metadata, options);
    if (others.some(({ enabled, cron_id }) => enabled && cron_id !== cron.cron_id)) throw taken(cron.cron_id);
    for (;;) {
      // The previous holder may have finished, changed or deleted it.
      const now = await writer.server.getCron(cron.cron_id, options);
      if (now.enabled) return now;
      const body = await switchOnPatch(now);
      await lease.fence();
      if (isJustRead(writer, now)) return server.patchCron(cron.cron_id, body, { ...options, once: true });
    }
  });
}

function taken(cronId: string): ServerFailure {
  const detail = "Another cron of this name is switched on.";
  const request = { method: "PATCH", path: `/runs/crons/${cronId}` } as const;
  return new ServerFailure({ kind: "rejected", status: 409, detail, parameter: null }, request);
}

/** Throws `ServerFailure`. */
export async function pauseCron(server: AgentServer, cronId: string, options?: CallOptions): Promise<Cron> {
  return patchOnce(server, cronId, { enabled: false }, ({ enabled }) => !enabled, options);
}
