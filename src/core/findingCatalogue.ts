import { fillMessage } from "./fillMessage";
import type { Finding, Severity } from "./finding";
import { scheduleFindings } from "./schedule/scheduleFindings";
import { specFindings } from "./spec/specFindings";

/** What a rule says when it fires. `{name}` in a message is filled from the finding's `args`. */
export interface FindingEntry {
  readonly severity: Severity;
  readonly message: string;
  /** The page under `docs/` and the heading that explains it. */
  readonly help: string;
}

/** Every finding there is, by its dotted code. Docs, editor messages and tests are derived from this. */
export const findingCatalogue = { ...scheduleFindings, ...specFindings } as const satisfies Record<
  string,
  FindingEntry
>;

export type FindingCode = keyof typeof findingCatalogue;

/** The finding's sentence in English, with its arguments filled in. */
export function findingMessage(finding: Finding): string {
  return fillMessage(findingCatalogue[finding.code].message, finding.args);
}
