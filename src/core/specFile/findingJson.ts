import type { Position } from "../base/positionFinder";
import { findingMessage } from "../finding/findingMessage";
import type { LocatedFinding } from "./json/locate";

/** A finding in the JSON of every command. Stable: scripts depend on it. */
export function findingJson({ finding, range }: LocatedFinding, positionOf: (offset: number) => Position) {
  const { code, path, severity } = finding;
  const message = findingMessage(finding);
  return {
    code,
    severity,
    message,
    path,
    range: { start: positionOf(range.offset), end: positionOf(range.offset + range.length) },
  };
}
