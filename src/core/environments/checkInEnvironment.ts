import type { RawArguments } from "../arguments/cronArguments";
import { type CheckOptions, checkArguments } from "../checks/checkArguments";
import type { Finding } from "../finding/finding";
import type { CronEnvironment } from "./environmentsFile";
import { findingInOverride, isOverridden, withOverrides } from "./withOverrides";

/** What is wrong with a spec as an environment has it. */
export interface EnvironmentFindings {
  /** With paths in the environments' file: there it can be fixed. */
  readonly inOverrides: readonly Finding[];
  /** About the spec's own values, and only together with the overrides: without them the spec does not have it. */
  readonly inSpec: readonly Finding[];
}

const nothing: EnvironmentFindings = { inOverrides: [], inSpec: [] };

/** Never throws. Of a spec that the environment has as it is written there is nothing to say. */
export function checkInEnvironment(
  spec: { readonly name: string; readonly arguments: RawArguments },
  environment: CronEnvironment,
  options: CheckOptions,
): EnvironmentFindings {
  if (!isOverridden(spec.name, environment)) return nothing;
  const own = new Set(checkArguments(spec.arguments, options).map(identity));
  const found = checkArguments(withOverrides(spec.arguments, spec.name, environment), options);
  const inOverrides: Finding[] = [];
  const inSpec: Finding[] = [];
  for (const finding of found) {
    const moved = findingInOverride(finding, spec.name, environment);
    if (moved !== undefined) inOverrides.push(moved);
    else if (!own.has(identity(finding))) inSpec.push(finding);
  }
  return { inOverrides, inSpec };
}

function identity({ args, code, path, span }: Finding): string {
  return JSON.stringify([code, path, span, args]);
}
