import { telltaleRun } from "../../core/health/urgency";
import type { Cron } from "../../core/server/cron";
import { runCommand } from "../../platform/app/app";
import type { Connection } from "../../platform/servers/connections/connection";
import type { CronRef } from "../../platform/servers/cronRef";
import { type RunRef, runRefOf } from "../../platform/servers/runRef";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { ControlRoomParts } from "./attentionPick";

/** Opens the run that shows what is wrong with a cron, or its page where none does. */
export async function openTrouble({ connections, servers }: ControlRoomParts, ref: CronRef): Promise<void> {
  const connection = connections.get(ref.connectionId);
  const cron = connection && servers.cron(connection, ref.cronId);
  const run = connection && cron && (await telltaleOf(servers, connection, cron));
  if (run === undefined) await runCommand("langgraphCrons.cron.page", ref, "stay");
  else await runCommand("langgraphCrons.run.open", run, "stay");
}

/** Reads the runs, if they are not known. */
async function telltaleOf(servers: ServerStore, connection: Connection, cron: Cron): Promise<RunRef | undefined> {
  const runs = await servers.runs(connection, cron);
  const run = telltaleRun(servers.health(connection, cron), runs);
  return run && runRefOf(connection, cron, run);
}
