import type { ServerInfo } from "./cron";

/** `enabled` at create, to make a cron paused: server 0.7.15. */
const createsPaused = [0, 7, 15] as const;
/** PATCH of a cron, to switch it on: server 0.7.21. */
const patches = [0, 7, 21] as const;

export interface Capabilities {
  readonly createsPaused: boolean;
  readonly patches: boolean;
}

/** What a server of this version can do. A version that can't be read is taken for a new one. */
export function capabilitiesOf(info: ServerInfo): Capabilities {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(info.version);
  const version = match === null ? null : match.slice(1).map(Number);
  return {
    createsPaused: version === null || isAtLeast(version, createsPaused),
    patches: version === null || isAtLeast(version, patches),
  };
}

function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  const index = least.findIndex((part, place) => part !== version[place]);
  return index === -1 || (version[index] ?? 0) > (least[index] ?? 0);
}
