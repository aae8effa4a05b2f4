import type { ParameterName } from "../arguments/cronArguments";
import type { JsonObject } from "../base/json";
import type { ValuePath } from "../finding/finding";
import type { TextRange } from "../specFile/json/jsonTokens";

/** The name of the file that names a folder's environments. */
export const environmentsFileName = "langgraph-crons.json";

/** What an environment may set otherwise than the spec files. */
export const overridable = [
  "schedule",
  "timezone",
  "enabled",
  "end_time",
  "config",
  "context",
  "webhook",
  "metadata",
] as const satisfies readonly ParameterName[];

/** One environment: a server, and what is otherwise there than in the spec files. */
export interface CronEnvironment {
  readonly name: string;
  /** As a connection's URL is stored. */
  readonly url: string;
  /** The environment variable with the server's key; absent: no key is sent. */
  readonly apiKeyEnv?: string;
  readonly production: boolean;
  /** By a spec's name, or `*` for all. */
  readonly overrides: ReadonlyMap<string, JsonObject>;
}

/** A `langgraph-crons.json` that can be used. */
export interface EnvironmentsFile {
  /** The id of the folder whose crons these are. */
  readonly set?: string;
  readonly environments: ReadonlyMap<string, CronEnvironment>;
  /** The range of a value, or of the nearest thing around it. */
  rangeOf(path: ValuePath): TextRange;
}

/** Where an override stands in its file. */
export function overridePath(environment: string, specName: string): ValuePath {
  return ["environments", environment, "overrides", specName];
}
