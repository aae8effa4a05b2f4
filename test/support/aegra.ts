import { existsSync } from "node:fs";
import { startAegraProcess } from "../../scripts/lib/aegra.mjs";
import { findPostgres } from "../../scripts/lib/databases.mjs";
import { aegraPython } from "../../scripts/setup/aegra.mjs";
import { firingGraphs } from "./firingGraphs";
import { inArtifacts } from "./paths";

/** Whether the set-up could bring it; a test that wants it is skipped elsewhere, and counted. */
export const hasAegra = existsSync(aegraPython) && findPostgres() !== undefined;

/** Crons are looked for each second instead of every minute, there may be any number of them, and seconds are allowed. */
const quick = { CRON_POLL_INTERVAL_SECONDS: "1", CRON_MAX_PER_USER: "0", CRON_ALLOW_SECONDS_SCHEDULE: "true" } as const;

export interface AegraOptions {
  /** Names the logs, `artifacts/aegra-<name>-….log`. */
  readonly name: string;
  /** A database that runs already. Default: one of its own. */
  readonly postgresUri?: string;
  /** Added to its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a real Aegra for a test, with graphs that show what becomes of a run. */
export function startAegra({ name, env, ...rest }: AegraOptions): ReturnType<typeof startAegraProcess> {
  return startAegraProcess({
    ...rest,
    folder: firingGraphs,
    logFile: (part) => inArtifacts(`aegra-${name}-${part}.log`),
    env: { ...quick, ...env },
  });
}
