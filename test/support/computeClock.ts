/** A clock that tells how many milliseconds this thread has computed since: the same on a busy machine as on an idle one. */
export function computeClock(): () => number {
  const before = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  };
}
