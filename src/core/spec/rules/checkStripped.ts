import type { Finding } from "../../finding";
import type { RawArguments } from "../cronArguments";
import { removeKey } from "../fixes";
import { reservedMetadata } from "../reservedMetadata";
import { specFinding } from "../specFinding";
import { objectAt, strippedPlaces } from "../strippedKeys";
import type { CheckOptions } from "./rule";

/** Keys that the Agent Server takes out and says so only in its log. */
export function checkStripped(spec: RawArguments, { server }: CheckOptions): readonly Finding[] {
  if (server !== undefined && server.product !== "agentServer") return [];
  return strippedPlaces.flatMap(({ path, keys }) => {
    const given = objectAt(spec, path);
    if (given === undefined) return [];
    return keys
      .filter((key) => Object.hasOwn(given, key))
      .map((key) => {
        const code = keys === reservedMetadata ? "spec.reserved-metadata" : "spec.stripped-key";
        return specFinding(code, [...path, key], { args: { key, place: path.join(".") }, fix: removeKey });
      });
  });
}
