import { writeFileSync } from "node:fs";
import { getPriority } from "node:os";

/**
 * Servers and browsers lead a session each, and Linux divides the processor among sessions before it looks at a process's
 * priority. So one that was started by somebody who gives way must be told to, as a whole.
 * @param {number} pid of the session's leader
 */
export const giveWayLikeItsStarter = (pid) => {
  if (process.platform !== "linux" || getPriority() === 0) return;
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(getPriority()));
  } catch {
    // This kernel has no such groups, or the process has ended.
  }
};
