/** The zone in which a server runs a cron: UTC if its own is null or empty. */
export function runningZone(timezone: string | null): string {
  return timezone === null || timezone === "" ? "UTC" : timezone;
}
