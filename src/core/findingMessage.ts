import { fillMessage } from "./fillMessage";
import type { Finding } from "./finding";
import { findingCatalogue } from "./findingCatalogue";

/** The finding's sentence in English, with its arguments filled in. */
export function findingMessage(finding: Finding): string {
  return fillMessage(findingCatalogue[finding.code].message, finding.args);
}
