import type { ServerInfo } from "./cron";

/** What rules about versions need to know about a server. */
export type ServerIdentity = Pick<ServerInfo, "product" | "version">;

/** Whether it is an Agent Server older than `other`; false for other products, whose versions differ. */
export function isAgentServerBefore({ product, version }: ServerIdentity, other: string): boolean {
  return product === "agentServer" && isBefore(version, other);
}

/**
 * Whether a server's version is older than another, comparing only their three numbers. False for an unreadable
 * version: such a server counts as new.
 */
export function isBefore(version: string, other: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(other)];
  if (left === undefined || right === undefined) return false;
  const place = left.findIndex((number, index) => number !== right[index]);
  return place >= 0 && (left[place] ?? 0) < (right[place] ?? 0);
}

function numbersOf(version: string): readonly number[] | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version);
  return match === null ? undefined : [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
}
