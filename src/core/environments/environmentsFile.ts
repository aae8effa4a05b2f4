import type { ParameterName } from "../arguments/cronArguments";
import type { JsonObject } from "../base/json";
import type { ValuePath } from "../finding/finding";
import type { LocatedFinding } from "../specFile/json/locate";
import type { ValuePlaces } from "../specFile/json/valuePlaces";

/** The name of the file that names a folder's environments. */
export const environmentsFileName = "langgraph-crons.json";

/** What can be said of an environment. */
export const environmentKeys = ["url", "apiKeyEnv", "production", "overrides"] as const;

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

/** In place of a spec's name: what is said for all. */
export const forAll = "*";

/** One environment: a server, and what is otherwise there than in the spec files. */
export interface CronEnvironment {
  readonly name: string;
  /** As a connection's URL is stored. */
  readonly url: string;
  /** The environment variable with the server's key; absent: no key is sent. */
  readonly apiKeyEnv?: string;
  readonly production: boolean;
  /** By a spec's name, or `forAll`. */
  readonly overrides: ReadonlyMap<string, JsonObject>;
}

/** A `langgraph-crons.json` that can be used. */
export interface EnvironmentsFile {
  /** The id of the folder whose crons these are. */
  readonly set?: string;
  readonly environments: ReadonlyMap<string, CronEnvironment>;
  /** What is no reason not to use it. */
  readonly warnings: readonly LocatedFinding[];
  readonly places: ValuePlaces;
}

/** Where an override stands in its file. */
export function overridePath(environment: string, specName: string): ValuePath {
  return ["environments", environment, "overrides", specName];
}
