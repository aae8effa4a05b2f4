import type { RawArguments } from "../arguments/cronArguments";
import { bareObject } from "../base/bareObject";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import type { Finding, ValuePath } from "../finding/finding";
import { type CronEnvironment, forAll, overridePath } from "./environmentsFile";

/** The names under which an environment overrides a spec, the one that counts last at the end. */
const namesFor = (specName: string) => [forAll, specName];

/**
 * A spec's arguments as an environment has them: first what it says for all, then what it says for this spec. Objects
 * are merged key by key, any other value replaces the spec's, and null removes it (RFC 7396).
 */
export function withOverrides(raw: RawArguments, specName: string, { overrides }: CronEnvironment): RawArguments {
  return namesFor(specName).reduce((all, name) => merged(all, overrides.get(name) ?? {}), raw);
}

function merged(all: JsonObject, change: JsonObject): JsonObject {
  const result = bareObject();
  for (const [key, value] of Object.entries(all)) if (!Object.hasOwn(change, key)) result[key] = value;
  for (const [key, value] of Object.entries(change)) {
    if (value === null) continue;
    const before = Object.hasOwn(all, key) ? all[key] : undefined;
    result[key] = isJsonObject(value) ? merged(isJsonObject(before) ? before : {}, value) : value;
  }
  return result;
}

/** The keys of which an environment says something for a spec. */
export function overriddenKeys(specName: string, { overrides }: CronEnvironment): readonly string[] {
  return [...new Set(namesFor(specName).flatMap((name) => Object.keys(overrides.get(name) ?? {})))];
}

/** Whether an environment says anything of a spec. */
export function isOverridden(specName: string, environment: CronEnvironment): boolean {
  return overriddenKeys(specName, environment).length > 0;
}

/** Where the environments file says what a spec has at `path`; undefined if the spec file does. */
function overrideAt(
  path: ValuePath,
  specName: string,
  { name: environment, overrides }: CronEnvironment,
): ValuePath | undefined {
  const name = namesFor(specName)
    .reverse()
    .find((each) => holds(overrides.get(each), path));
  return name === undefined ? undefined : [...overridePath(environment, name), ...path];
}

/** The finding of an overridden spec at its place in the environments' file; undefined if it is about the spec file. */
export function findingInOverride(
  finding: Finding,
  specName: string,
  environment: CronEnvironment,
): Finding | undefined {
  const path = overrideAt(finding.path, specName, environment);
  return path && { ...finding, path };
}

/** Whether a value decides about a path: it has something there, or replaces what is around it. */
function holds(value: JsonValue | undefined, path: ValuePath): boolean {
  const [step, ...rest] = path;
  if (value === undefined || step === undefined) return false;
  if (!isJsonObject(value)) return true;
  return Object.hasOwn(value, step) && (rest.length === 0 || holds(value[step], rest));
}
