/** The year in which January 1st next reaches this time of day in UTC. */
export function yearOfNext(hour: number, minute: number): number {
  return new Date(Date.now() - (hour * 60 + minute) * 60_000).getUTCFullYear() + 1;
}
