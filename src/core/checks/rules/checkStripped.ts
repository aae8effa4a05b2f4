import type { RawArguments } from "../../arguments/cronArguments";
import type { Finding } from "../../finding/finding";
import { removeKey } from "../../finding/fixes";
import { reservedMetadata } from "../../server/stored/reservedMetadata";
import { objectAt, strippedPlaces } from "../../server/stored/strippedKeys";
import { specFinding } from "../specFinding";
import type { CheckOptions } from "./rule";

/** Reports keys that the Agent Server removes, noting it only in its log. */
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
