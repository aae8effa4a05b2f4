import type { CronEnvironment } from "../../../core/environments/environmentsFile";
import { type SpecThere, specThere } from "../../../core/environments/specThere";
import type { Spec } from "../../../core/specFile/parseSpecFile";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { FolderEnvironments } from "../../../platform/servers/environments/environmentFiles";

/** What a connection is to have of a spec. `found`: the file that counts for it; one with errors says nothing. */
export function thereOn(
  connection: Pick<Connection, "url">,
  found: FolderEnvironments | undefined,
  spec: Pick<Spec, "name" | "arguments">,
): SpecThere {
  return specThere(spec, connection, found?.read.ok === true ? found.read.value : undefined);
}

/** The environment that a connection is, if that has something of a spec otherwise, and is the only one there. */
export function environmentThere(...of: Parameters<typeof thereOn>): CronEnvironment | undefined {
  const there = thereOn(...of);
  return there.kind === "overridden" ? there.environment : undefined;
}
