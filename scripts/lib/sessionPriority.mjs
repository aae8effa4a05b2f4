import { writeFileSync } from "node:fs";

/**
 * Linux divides the processor among sessions before it looks at a process's priority. So a session of somebody who gives
 * way must be told to, as a whole; `leader` leads it.
 */
export const letSessionGiveWay = (/** @type {number} */ leader, /** @type {number} */ niceness) => {
  if (process.platform !== "linux" || niceness === 0) return;
  try {
    writeFileSync(`/proc/${leader}/autogroup`, String(niceness));
  } catch {
    // This kernel has no such groups, or the process has ended.
  }
};
