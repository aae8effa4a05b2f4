import type { findCrons } from "../../core/lifecycle/onServer/findCrons";
import type { AgentServer } from "../../core/server/agentServer";
import type { Cron } from "../../core/server/cron";
import { metadataKeys } from "../../core/server/stored/ownMetadata";
import type { ServerRecord } from "./serverRecord";

/** More names than this are not worth one search each. */
const mostSearches = 20;

/** Reads the crons with these specs' names and their payloads; removes those that are gone. Throws `ServerFailure`. */
export async function readNamed(
  { crons }: ServerRecord,
  server: AgentServer,
  find: typeof findCrons,
  names: readonly string[],
): Promise<void> {
  const read = crons.read();
  try {
    const found =
      names.length > mostSearches
        ? await find(server, {})
        : (await Promise.all(names.map((name) => find(server, { [metadataKeys.name]: name })))).flat();
    const wanted = new Set<unknown>(names);
    const isWanted = ({ metadata }: Cron) => wanted.has(metadata[metadataKeys.name]);
    read.add(found.filter(isWanted));
    read.end(isWanted);
  } finally {
    read.drop();
  }
}
