import type { RawArguments } from "../arguments/cronArguments";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { valueAt } from "../base/valueAt";
import { configKeyProposals, isFree, keyProposal, specKeyProposals } from "../specFile/completion/keyProposals";
import { type Proposal, valueProposal } from "../specFile/completion/proposal";
import type { SpecPlace } from "../specFile/completion/specPlace";
import { type ValueSources, valueProposals } from "../specFile/completion/valueProposals";
import type { EnvironmentPlace } from "./environmentPlace";
import { type environmentKeys, forAll, overridable } from "./environmentsFile";
import { environmentTexts } from "./environmentTexts";

/** What is known beside the file. */
export interface EnvironmentSources extends ValueSources {
  /** The user's connections. */
  readonly servers: readonly { readonly name: string; readonly url: string }[];
  /** Names of environment variables that may have a key. */
  readonly variables: readonly string[];
  /** The specs for which the file counts. */
  readonly specs: readonly { readonly name: string; readonly arguments: RawArguments }[];
}

/** What can be typed at a place, the likeliest first. `root`: the file, as far as it can be read. */
export function environmentProposals(
  about: EnvironmentPlace,
  place: SpecPlace,
  root: JsonValue | undefined,
  sources: EnvironmentSources,
): readonly Proposal[] {
  const there = valueAt(root, place.path);
  switch (about.kind) {
    case "fileKey":
      return keys(there, place, { environments: "{ $1 }", set: '"$1"' });
    case "environmentName":
      return ["staging", "production"].filter((name) => isFree(there, name)).map((name) => named(name, place));
    case "environmentKey":
      return keys(there, place, environmentSnippets);
    case "environmentValue":
      return values(about, sources);
    case "specName":
      return specNames(there, place, sources);
    case "override":
      return overrides(about, root, sources);
  }
}

const environmentSnippets: Readonly<Record<(typeof environmentKeys)[number], string>> = {
  url: '"$1"',
  apiKeyEnv: '"$1"',
  production: "true",
  overrides: '{ "$1" }',
};

function keys(
  there: JsonValue | undefined,
  place: SpecPlace,
  snippets: Partial<Readonly<Record<keyof typeof environmentTexts, string>>>,
) {
  const missing = Object.entries(snippets).filter(([key]) => isFree(there, key));
  return missing.map(([key, snippet]): Proposal => {
    const help = environmentTexts[key as keyof typeof environmentTexts];
    return { ...keyProposal(key, snippet, place), help, ...(key === "production" ? {} : { goesOn: true }) };
  });
}

/** The whole of an environment, as most are written. */
function named(name: string, place: SpecPlace): Proposal {
  const variable = `${name.toUpperCase()}_KEY`;
  const production = name === "production" ? ', "production": true' : "";
  const value = `{ "url": "$1", "apiKeyEnv": ${JSON.stringify(variable)}${production} }`;
  return { ...keyProposal(name, value, place), goesOn: true };
}

function values(
  { environment, key }: Extract<EnvironmentPlace, { readonly kind: "environmentValue" }>,
  { servers, variables }: EnvironmentSources,
): readonly Proposal[] {
  switch (key) {
    case "url":
      return servers.map(({ name, url }) => valueProposal(url, { detail: name }));
    case "apiKeyEnv": {
      const usual = `${environment.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}_KEY`;
      const fitting = /^[A-Z_]/.test(usual) ? [usual] : [];
      return [...new Set([...fitting, ...variables])].map((variable) => valueProposal(variable));
    }
    case "production":
      return [valueProposal(true), valueProposal(false)];
    default:
      return [];
  }
}

function specNames(there: JsonValue | undefined, place: SpecPlace, { specs }: EnvironmentSources): readonly Proposal[] {
  const free = [...new Set(specs.map(({ name }) => name))].sort().filter((name) => isFree(there, name));
  return [
    ...(isFree(there, forAll)
      ? [{ ...keyProposal(forAll, '{ "$1" }', place), help: environmentTexts.all, goesOn: true as const }]
      : []),
    ...free.map((name) => ({ ...keyProposal(name, '{ "$1" }', place), goesOn: true as const })),
  ];
}

type OverridePlace = Extract<EnvironmentPlace, { readonly kind: "override" }>;

function overrides(about: OverridePlace, root: JsonValue | undefined, sources: EnvironmentSources) {
  const { inSpec, spec } = about;
  const own = overrideIn(about, root);
  if (inSpec.kind === "value") return valueProposals(argumentsIn(about, root, sources.specs), inSpec, sources);
  if (inSpec.path.length === 0) {
    return specKeyProposals(own, () => true, inSpec).filter(({ label }) => overridable.some((key) => key === label));
  }
  const base = valueAt(sources.specs.find(({ name }) => name === spec)?.arguments, inSpec.path);
  const there = valueAt(own, inSpec.path);
  const ofSpec = isJsonObject(base) ? Object.keys(base).filter((key) => isFree(there, key)) : [];
  const usual = inSpec.path.length === 1 && inSpec.path[0] === "config" ? configKeyProposals(there, inSpec) : [];
  return [
    ...ofSpec.filter((key) => !usual.some(({ label }) => label === key)).map((key) => keyProposal(key, "$1", inSpec)),
    ...usual,
  ];
}

/** What decides about proposals for an override: what the spec runs, and what is said otherwise. */
export function argumentsIn(
  about: OverridePlace,
  root: JsonValue | undefined,
  specs: EnvironmentSources["specs"],
): RawArguments {
  const { assistant_id, schedule, timezone } = specs.find(({ name }) => name === about.spec)?.arguments ?? {};
  const known = Object.entries({ assistant_id, schedule, timezone }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { ...Object.fromEntries(known), ...overrideIn(about, root) };
}

function overrideIn({ environment, spec }: OverridePlace, root: JsonValue | undefined): JsonObject {
  const found = valueAt(root, ["environments", environment, "overrides", spec]);
  return isJsonObject(found) ? found : {};
}
