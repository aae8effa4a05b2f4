import { startPostgresAgentServerProcess } from "../../../scripts/lib/postgresAgentServer.mjs";
import { SetupError } from "../../../scripts/lib/setupError.mjs";
import { ensurePostgresAgentServer } from "../../../scripts/setup/postgresAgentServer.mjs";
import { firingGraphs } from "../../support/firingGraphs";
import { inArtifacts } from "../../support/paths";
import type { BenchResult } from "../benchResult";
import { watchFigures } from "./watchFigures";

/** Only where there is a PostgreSQL and a Redis. */
export async function run(): Promise<readonly BenchResult[]> {
  try {
    await ensurePostgresAgentServer();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return [{ name: `left out: ${error.message}`, value: 0, unit: "", passed: true }];
  }
  const logFile = (name: string) => inArtifacts(`watch-${name}.log`);
  const server = await startPostgresAgentServerProcess({ folder: firingGraphs, logFile });
  try {
    return await watchFigures(server.url);
  } finally {
    await server.stop();
  }
}
