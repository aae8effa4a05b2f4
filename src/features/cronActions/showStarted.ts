import { runCommand } from "../../platform/app/app";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Servers } from "../../platform/servers/servers";

/** Reads again what a started run changes: the thread that it gets, or the status of the one it runs on. */
export async function showStarted(servers: Servers, connection: Connection): Promise<void> {
  if (servers.state(connection).kind !== "ready") return;
  await runCommand("langgraphCrons.explorer.refresh", { kind: "connection", connection });
}
