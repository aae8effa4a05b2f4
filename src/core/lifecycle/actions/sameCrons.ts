import type { CronArguments } from "../../arguments/cronArguments";
import type { AgentServer, CallOptions } from "../../server/agentServer";
import type { Cron } from "../../server/cron";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { specName } from "../../server/stored/specName";
import type { WriterOptions } from "../lease/writer";
import { argumentsHash, isHashOf } from "../onServer/cronHash";
import { findCrons } from "../onServer/findCrons";
import { type NamedCron, nameCron } from "./nameCron";

/** A cron that equals another spec's in everything but its name. */
export interface SameCron {
  readonly cron: Cron;
  readonly name: string;
}

/**
 * Crons that match the arguments under another name and are unchanged since their own submit. If the spec of such a
 * name is gone, its file was probably renamed and left the cron behind. Uses one search, and leaves out crons that no
 * submit finished. Throws `ServerFailure`.
 */
export async function findSameCrons(
  server: AgentServer,
  given: CronArguments,
  name: string,
  options?: CallOptions,
): Promise<readonly SameCron[]> {
  const hash = await argumentsHash(given);
  const same: SameCron[] = [];
  for (const cron of await findCrons(server, { [metadataKeys.hash]: hash }, options)) {
    const other = specName(cron);
    if (other === undefined || other === name || !(await isHashOf(hash, cron))) continue;
    same.push({ cron, name: other });
  }
  return same;
}

/** Throws `ServerFailure`. */
export async function hasCronNamed(server: AgentServer, name: string, options?: CallOptions): Promise<boolean> {
  return (await findCrons(server, { [metadataKeys.name]: name }, options)).length > 0;
}

/** Gives the cron its spec's new name, unless that name is taken, or it has another one, by now. Throws `ServerFailure`. */
export function renameCron(
  server: AgentServer,
  { cron }: SameCron,
  name: string,
  options: WriterOptions = {},
): Promise<NamedCron> {
  return nameCron(server, cron, name, options);
}
