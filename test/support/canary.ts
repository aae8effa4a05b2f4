import { canaryVariable, filesWithCanary } from "../../scripts/lib/canary.mjs";

/**
 * The key that tests send to servers. `npm test` creates one for the whole run, and at the end searches everything that
 * the run has left for it. Tests started directly use this default, which the code doesn't contain in one piece,
 * because programs built by tests contain that code.
 */
export const canaryKey = process.env[canaryVariable] ?? ["lsv2_pt_canary", "0".repeat(32)].join("");

/** Throws if a file in these folders, or below, contains the key. Call it before a test deletes them. */
export function expectNoCanary(...folders: readonly string[]): void {
  const files = filesWithCanary(canaryKey, folders);
  if (files.length > 0) throw new Error(`The key of a connection is in ${files.join(", ")}`);
}
