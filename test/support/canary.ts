import { canaryVariable, filesWithCanary } from "../../scripts/lib/canary.mjs";

/**
 * The key that tests give to servers: one for a whole `npm test`, which looks for it at the end in all that the run has
 * left. Tests that are run without it have this one, which is nowhere in the code as a whole: the programs that tests
 * build hold that code.
 */
export const canaryKey = process.env[canaryVariable] ?? ["lsv2_pt_canary", "0".repeat(32)].join("");

/** Throws where a file at or below these folders holds the key. To be called before a test deletes them. */
export function expectNoCanary(...folders: readonly string[]): void {
  const files = filesWithCanary(canaryKey, folders);
  if (files.length > 0) throw new Error(`The key of a connection is in ${files.join(", ")}`);
}
