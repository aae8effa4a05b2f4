import type { Cron } from "../server/cron";
import { metadataKeys } from "../server/stored/ownMetadata";
import type { JournalEntry } from "./submission";

/**
 * What a submission locks: its spec's name, or without one its key, because two windows may finish one journal entry.
 */
export function lockNameOf({ name, submission }: Pick<JournalEntry, "name" | "submission">): string {
  return name === null ? `submission ${submission}` : `name ${name}`;
}

/** The key of the submission that created a cron, or the cron's id if another tool created it. */
export function submissionOf(cron: Cron): string {
  const submission = cron.metadata[metadataKeys.submission];
  return typeof submission === "string" ? submission : cron.cron_id;
}

/** The crons of one name, or of one unnamed submission. */
export interface Group {
  readonly lockName: string;
  /** The metadata to search for. */
  readonly metadata: { readonly [key: string]: string };
}

export function groupOf(cron: Cron): Group {
  const found = cron.metadata[metadataKeys.name];
  const name = typeof found === "string" ? found : null;
  const submission = submissionOf(cron);
  const metadata: Group["metadata"] =
    name === null ? { [metadataKeys.submission]: submission } : { [metadataKeys.name]: name };
  return { lockName: lockNameOf({ name, submission }), metadata };
}
