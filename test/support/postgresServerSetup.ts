import type { TestProject } from "vitest/node";
import { startPostgresAgentServerProcess } from "../../scripts/lib/postgresAgentServer.mjs";
import { firingGraphs, quickScheduler } from "./firingGraphs";
import { commitLate } from "./lateCommits";
import { inArtifacts } from "./paths";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the Agent Server on PostgreSQL and Redis: `inject("postgresServerUrl")`. */
    postgresServerUrl: string;
  }
}

/** One Agent Server on PostgreSQL and Redis for a whole test project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresAgentServerProcess({
    folder: firingGraphs,
    logFile: (name) => inArtifacts(`postgres-agent-server-${name}.log`),
    env: quickScheduler,
  });
  await commitLate(server.postgresUri);
  project.provide("postgresServerUrl", server.url);
  return () => server.stop();
}
