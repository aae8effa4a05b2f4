import type { TestProject } from "vitest/node";
import { startAegraProcess } from "../../scripts/lib/aegra.mjs";
import { firingGraphs } from "./firingGraphs";
import { inArtifacts } from "./paths";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of Aegra: `inject("aegraUrl")`. */
    aegraUrl: string;
    /** Its database, for what no request can bring about. */
    aegraDatabase: string;
  }
}

/** Crons are looked for each second instead of every minute, there may be any number of them, and seconds are allowed. */
const env = { CRON_POLL_INTERVAL_SECONDS: "1", CRON_MAX_PER_USER: "0", CRON_ALLOW_SECONDS_SCHEDULE: "true" } as const;

/** One Aegra on PostgreSQL for a whole test project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startAegraProcess({
    folder: firingGraphs,
    logFile: (name) => inArtifacts(`aegra-${name}.log`),
    env,
  });
  project.provide("aegraUrl", server.url);
  project.provide("aegraDatabase", server.postgresUri);
  return () => server.stop();
}
