import type { SpecPlace } from "../specFile/completion/specPlace";

/** What a place in a file of environments is about. */
export type EnvironmentPlace =
  /** A key at the top: `set`, `environments`. */
  | { readonly kind: "fileKey" }
  | { readonly kind: "environmentName" }
  | { readonly kind: "environmentKey"; readonly environment: string }
  | { readonly kind: "environmentValue"; readonly environment: string; readonly key: string }
  /** The name of a spec, or “*”. */
  | { readonly kind: "specName"; readonly environment: string }
  /** Among the overrides of a spec; `inSpec`: the place as if it were in the spec itself. */
  | { readonly kind: "override"; readonly environment: string; readonly spec: string; readonly inSpec: SpecPlace };

/** undefined: a place about which nothing is known. `place`: in the file's one object. */
export function environmentPlace(place: SpecPlace): EnvironmentPlace | undefined {
  const [top, environment, key, spec] = place.path.map(String);
  const { length } = place.path;
  const isKey = place.kind === "key";
  if (isKey && length === 0) return { kind: "fileKey" };
  if (top !== "environments") return undefined;
  if (isKey && length === 1) return { kind: "environmentName" };
  if (environment === undefined) return undefined;
  if (isKey && length === 2) return { kind: "environmentKey", environment };
  if (key === undefined) return undefined;
  if (place.kind === "value" && length === 3) return { kind: "environmentValue", environment, key };
  if (key !== "overrides") return undefined;
  if (isKey && length === 3) return { kind: "specName", environment };
  if (spec === undefined || (place.kind === "value" && length === 4)) return undefined;
  return { kind: "override", environment, spec, inSpec: { ...place, path: place.path.slice(4) } };
}
