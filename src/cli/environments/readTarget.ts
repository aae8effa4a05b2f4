import { type CliIo, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import { readKey } from "../readKey";
import { readUrl } from "../readUrl";
import { dialectOf } from "../sharedOptions";
import type { ServerTarget } from "../withServer";
import { type LoadedEnvironment, loadEnvironment } from "./loadEnvironment";

interface TargetValues {
  readonly env?: string | undefined;
  readonly url?: string | undefined;
  readonly "api-key-env"?: string | undefined;
  readonly dialect?: "seconds-last" | "seconds-first" | undefined;
}

/** A server to plan for. */
export interface PlanTarget extends ServerTarget {
  /** Absent: it was named by its address. */
  readonly environment?: LoadedEnvironment;
}

/**
 * The server of `--env` or `--url`. A key goes to an environment's server only if a variable was named for it, because
 * its address comes from a file. Throws `UsageError`.
 */
export async function readTarget(values: TargetValues, paths: readonly string[], io: CliIo): Promise<PlanTarget> {
  const { "api-key-env": variable, env, url } = values;
  const dialect = values.dialect === undefined ? undefined : dialectOf(values);
  if ((env === undefined) === (url === undefined)) throw new UsageError(cliText("envOrUrl"), true);
  if (url !== undefined) return { url: readUrl(url, io), apiKey: readKey(variable, io.env), dialect };
  const environment = await loadEnvironment(env ?? "", paths, io);
  const named = variable ?? environment.apiKeyEnv;
  const apiKey = named === undefined ? undefined : readKey(named, io.env);
  return { url: environment.url, apiKey, dialect, environment };
}
