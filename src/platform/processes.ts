/** Names this extension host in the journal of submissions. */
export const ownProcess = String(process.pid);

/** True while the extension host of that name runs, here or in another window. */
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
