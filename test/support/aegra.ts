import { existsSync } from "node:fs";
import { startAegraProcess } from "../../scripts/lib/aegra.mjs";
import { findPostgres } from "../../scripts/lib/databases.mjs";
import { aegraPython } from "../../scripts/setup/aegra.mjs";
import { firingGraphs } from "./firingGraphs";
import { inArtifacts } from "./paths";

/** Whether the set-up could install it; otherwise tests that need it are skipped, and counted. */
export const hasAegra = existsSync(aegraPython) && findPostgres() !== undefined;

/** Looks for crons each second instead of each minute, allows any number of them, and allows seconds in schedules. */
const quick = { CRON_POLL_INTERVAL_SECONDS: "1", CRON_MAX_PER_USER: "0", CRON_ALLOW_SECONDS_SCHEDULE: "true" } as const;

export interface AegraOptions {
  /** Names the logs, `artifacts/aegra-<name>-….log`. */
  readonly name: string;
  /** A database that already runs. Default: a new one. */
  readonly postgresUri?: string;
  /** Added to its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a real Aegra for a test, with graphs that show what happens to a run. */
export function startAegra({ name, env, ...rest }: AegraOptions): ReturnType<typeof startAegraProcess> {
  return startAegraProcess({
    ...rest,
    folder: firingGraphs,
    logFile: (part) => inArtifacts(`aegra-${name}-${part}.log`),
    env: { ...quick, ...env },
  });
}
