import type { ServerInfo } from "./cron";

/** What a rule about versions needs to know of a server. */
export type ServerIdentity = Pick<ServerInfo, "product" | "version">;

/** Whether it is an Agent Server of a version before `other`. False for other products, which count their own. */
export function isAgentServerBefore({ product, version }: ServerIdentity, other: string): boolean {
  return product === "agentServer" && isBefore(version, other);
}

/**
 * Whether a server's version comes before another one, by their three numbers; what follows those doesn't count.
 * False for a version that can't be read: such a server is taken for a new one.
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
