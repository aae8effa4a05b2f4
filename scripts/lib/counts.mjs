import { readFileSync } from "node:fs";

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

export const noCounts = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/** @returns {Counts} */
export const add = (/** @type {Counts} */ one, /** @type {Counts} */ other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

/** "12 passed, 0 failed", and the skipped ones if there are any. */
export const inWords = (/** @type {Counts} */ { passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

/**
 * Reads what vitest's JSON reporter, or our own host runner, wrote.
 * @param {string} file
 * @returns {Counts}
 */
const readCounts = (file) => {
  const results = JSON.parse(readFileSync(file, "utf8"));
  return {
    passed: results.numPassedTests ?? results.passed,
    failed: results.numFailedTests ?? results.failed,
    skipped: (results.numPendingTests ?? results.skipped) + (results.numTodoTests ?? 0),
  };
};

/**
 * Counts of a stage. A stage with an exit code other than 0, or without results, counts at least one failure.
 * @param {number} code exit code
 * @param {string} [file]
 * @returns {Counts}
 */
export const countsOf = (code, file) => {
  if (file === undefined) return { ...noCounts, [code === 0 ? "passed" : "failed"]: 1 };
  try {
    const counts = readCounts(file);
    const nothingRan = counts.passed + counts.failed + counts.skipped === 0;
    return code !== 0 || nothingRan ? { ...counts, failed: Math.max(counts.failed, 1) } : counts;
  } catch {
    return { ...noCounts, failed: 1 };
  }
};
