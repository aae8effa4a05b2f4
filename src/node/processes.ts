/** Identifies this process, an extension host or a command line, in the journal of submissions. */
export const ownProcess = String(process.pid);

/** True while the process with that id runs on this computer. */
export function isRunning(owner: string): boolean {
  const id = Number(owner);
  if (!Number.isSafeInteger(id) || id <= 0) {
    return false;
  }
  try {
    process.kill(id, 0);
    return true;
  } catch (failure) {
    // EPERM: the process exists, and belongs to another user.
    return failure instanceof Error && "code" in failure && failure.code === "EPERM";
  }
}
