import { isAboutKey } from "../../checks/specFinding";
import type { Finding, TextSpan, ValuePath } from "../../finding/finding";
import type { JsonNode } from "./jsonNode";
import type { TextRange } from "./jsonTokens";
import { type LocatedFinding, locateKey, locateValue } from "./locate";

/** Where the values of a JSON text are; paths lead from its root. */
export interface ValuePlaces {
  /** The whole value. */
  readonly range: TextRange;
  /** The range of a value, or of a part of a text; of a missing one, of the nearest thing around it. */
  rangeOf(path: ValuePath, span?: TextSpan): TextRange;
  /** At a key if the finding is about one, otherwise at the value. */
  locate(finding: Finding): LocatedFinding;
}

/** `root`: read from `text`. */
export function valuePlaces(text: string, root: JsonNode): ValuePlaces {
  return {
    range: { offset: root.offset, length: root.length },
    rangeOf: (path, span) => locateValue(text, root, path, span),
    locate: (finding) => ({
      finding,
      range: isAboutKey(finding)
        ? locateKey(text, root, finding.path)
        : locateValue(text, root, finding.path, finding.span),
    }),
  };
}
