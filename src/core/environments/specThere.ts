import type { RawArguments } from "../arguments/cronArguments";
import type { CronEnvironment, EnvironmentsFile } from "./environmentsFile";
import { environmentsOn } from "./matchEnvironment";
import { isOverridden, withOverrides } from "./withOverrides";

/** What a server is to have of a spec. */
export type SpecThere = {
  /**
   * The set of the environment that the server is, null if that has none. Absent: it is no environment, so a cron stays in
   * the set that it is in.
   */
  readonly set?: string | null | undefined;
} & (
  | { readonly kind: "asWritten"; readonly arguments: RawArguments }
  /** The environment that the server is has something otherwise. */
  | { readonly kind: "overridden"; readonly environment: CronEnvironment; readonly arguments: RawArguments }
  /** The server is several environments, and at least one has something otherwise: nobody can say which one is meant. */
  | { readonly kind: "unclear"; readonly environments: readonly CronEnvironment[] }
);

/** `file`: the environments that count for the spec; undefined: none. Sends nothing, and is cheap. */
export function specThere(
  spec: { readonly name: string; readonly arguments: RawArguments },
  server: { readonly url: string },
  file: Pick<EnvironmentsFile, "environments" | "set"> | undefined,
): SpecThere {
  const environments = file === undefined ? [] : environmentsOn(server, file.environments.values());
  const [environment, other] = environments;
  const set = environment && (file?.set ?? null);
  if (environment === undefined || !environments.some((each) => isOverridden(spec.name, each))) {
    return { set, kind: "asWritten", arguments: spec.arguments };
  }
  if (other !== undefined) return { set, kind: "unclear", environments };
  return {
    set,
    kind: "overridden",
    environment,
    arguments: withOverrides(spec.arguments, spec.name, environment),
  };
}
