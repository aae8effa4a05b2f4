import type { ServerInfo } from "./cron";
import { isBefore } from "./serverVersion";

export interface Capabilities {
  /** `enabled` at create, to make a cron paused: server 0.7.15. */
  readonly createsPaused: boolean;
  /** PATCH of a cron, to switch it on: server 0.7.21. */
  readonly patches: boolean;
}

/** What a server of this version can do. A version that can't be read is taken for a new one. */
export function capabilitiesOf({ version }: ServerInfo): Capabilities {
  return { createsPaused: !isBefore(version, "0.7.15"), patches: !isBefore(version, "0.7.21") };
}
