import type { Connection } from "../../../src/platform/servers/connections/connection";
import { CronActions } from "../../../src/platform/servers/cronActions";
import { ScratchThreads } from "../../../src/platform/servers/scratchThreads";
import * as serverReads from "../../../src/platform/servers/serverReads";
import { ServerStore } from "../../../src/platform/servers/serverStore";
import * as serverWork from "../../../src/platform/servers/serverWork";
import { memoryJournal } from "../../support/memoryJournal";
import { connectionWith, MemoryConnections, memoryLog } from "./memoryConnections";
import { MemoryServer } from "./memoryServer";
import { memoryState } from "./memoryState";

/**
 * Store and actions over servers in memory; each has a connection of the same id and name. The first is chosen.
 * `other`: what stands in for parts of the work with servers.
 */
export function createServers(
  servers: Readonly<Record<string, MemoryServer>>,
  other: Partial<typeof serverWork> = {},
  now: () => number = Date.now,
  /** Where seen runs are kept. */
  folder?: string,
) {
  const connections = new MemoryConnections(
    Object.keys(servers).map((id) => connectionWith({ id, name: id, url: `http://${id}.test` })),
  );
  const { log, lines } = memoryLog();
  const openServer = (url: string) => {
    const [id = ""] = new URL(url).hostname.split(".");
    return (servers[id] ?? new MemoryServer()).api;
  };
  const work = async () => ({ ...serverWork, openServer, ...other });
  const journal = memoryJournal();
  const scratch = new ScratchThreads(memoryState());
  const store = new ServerStore({
    connections,
    journal,
    scratch,
    log,
    work,
    loadReads: async () => serverReads,
    ledgerFolder: folder,
    now,
  });
  const actions = new CronActions(connections, store, work);
  const connection = (id: string) => connections.get(id) as Connection;
  const refs = (connectionId: string, ...cronIds: readonly string[]) =>
    cronIds.map((cronId) => ({ connectionId, cronId }));
  return { actions, connection, connections, journal, lines, log, refs, scratch, store };
}
