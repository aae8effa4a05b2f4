/** Names this process, an extension host or a command line, in the journal of submissions. */
export const ownProcess = String(process.pid);

/** True while the process of that name runs on this computer. */
export function isRunning(owner: string): boolean {
  const id = Number(owner);
  if (!Number.isSafeInteger(id) || id <= 0) {
    return false;
  }
  try {
    process.kill(id, 0);
    return true;
  } catch (failure) {
    // It is there, and belongs to somebody else.
    return failure instanceof Error && "code" in failure && failure.code === "EPERM";
  }
}
