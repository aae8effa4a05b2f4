import type { CheckOptions } from "../../../core/checks/rules/rule";
import type { CronEnvironment } from "../../../core/environments/environmentsFile";
import { matchEnvironment } from "../../../core/environments/matchEnvironment";
import { isLoopback } from "../../../core/server/address/serverUrl";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { SpecReader } from "../specReader";

/** The user's connection that an environment is; undefined if there is none, or several. */
export function connectionOf(
  environment: Pick<CronEnvironment, "url">,
  connections: Pick<Connections, "all">,
): Connection | undefined {
  const match = matchEnvironment(environment, connections.all());
  return match.kind === "matched" ? match.server : undefined;
}

/** How specs are checked for an environment: with what is known of its server, which is not asked. */
export function environmentOptions(
  environment: CronEnvironment,
  connections: Pick<Connections, "all">,
  reader: Pick<SpecReader, "checkOptions">,
): CheckOptions {
  const connection = connectionOf(environment, connections);
  return { ...reader.checkOptions(connection), onLoopback: isLoopback(environment.url) };
}
