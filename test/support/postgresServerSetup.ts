import type { TestProject } from "vitest/node";
import { startPostgresAgentServerProcess } from "../../scripts/lib/postgresAgentServer.mjs";
import { firingGraphs, quickScheduler } from "./firingGraphs";
import { inArtifacts } from "./paths";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the Agent Server on PostgreSQL and Redis: `inject("postgresServerUrl")`. */
    postgresServerUrl: string;
    /** Its database, for what no request can bring about. */
    postgresServerDatabase: string;
  }
}

/** One Agent Server on PostgreSQL and Redis for a whole test project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresAgentServerProcess({
    folder: firingGraphs,
    logFile: (name) => inArtifacts(`postgres-agent-server-${name}.log`),
    env: quickScheduler,
  });
  project.provide("postgresServerUrl", server.url);
  project.provide("postgresServerDatabase", server.postgresUri);
  return () => server.stop();
}
