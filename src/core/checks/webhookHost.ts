/** How the Agent Server (0.10 and newer) treats a webhook's host, before any policy of its operator. */
export type HostKind =
  /** Refused everywhere: link-local, cloud metadata, test networks, cluster-internal names, IPv4 inside IPv6. */
  | "blocked"
  /** The server's own machine: refused unless its operator allows it. */
  | "ownHost"
  /** A private network: allowed if the server runs in one, refused in the cloud. */
  | "private"
  | "public";

const blockedNames = ["metadata.google.internal", "metadata.amazonaws.com", "metadata", "instance-data"];
const ownNames = ["localhost", "localhost.localdomain", "host.docker.internal"];

const networks: readonly (readonly [network: string, bits: number, kind: HostKind])[] = [
  ["0.0.0.0", 8, "blocked"],
  ["100.100.100.200", 32, "blocked"],
  ["169.254.0.0", 16, "blocked"],
  ["192.0.0.0", 24, "blocked"],
  ["192.0.2.0", 24, "blocked"],
  ["198.18.0.0", 15, "blocked"],
  ["198.51.100.0", 24, "blocked"],
  ["203.0.113.0", 24, "blocked"],
  ["224.0.0.0", 3, "blocked"],
  ["127.0.0.0", 8, "ownHost"],
  ["10.0.0.0", 8, "private"],
  ["100.64.0.0", 10, "private"],
  ["172.16.0.0", 12, "private"],
  ["192.168.0.0", 16, "private"],
];

/** By the start of the address: link-local, multicast, loopback and IPv4 in IPv6, NAT64, metadata, unique local. */
const networks6: readonly (readonly [pattern: RegExp, kind: HostKind])[] = [
  [/^(fe[89ab]|ff|::|64:ff9b:|fd00:ec2::254$)/, "blocked"],
  [/^f[cd]/, "private"],
];

/** The kind of a host in the form of `URL.hostname`: lower case, four decimals for IPv4, shortened IPv6 in brackets. */
export function hostKind(hostname: string): HostKind {
  if (hostname.startsWith("[")) {
    const address = hostname.slice(1, -1);
    return networks6.find(([pattern]) => pattern.test(address))?.[1] ?? "public";
  }
  const name = hostname.replace(/\.$/, "");
  if (blockedNames.includes(name) || name.endsWith(".svc.cluster.local")) return "blocked";
  if (ownNames.includes(name)) return "ownHost";
  const address = readIpv4(name);
  if (address === undefined) return "public";
  return networks.find(([network, bits]) => address >>> (32 - bits) === readIpv4(network, bits))?.[2] ?? "public";
}

/** The address as a number, or its first `bits`; undefined if it isn't IPv4. */
function readIpv4(text: string, bits = 32): number | undefined {
  if (!/^\d+(\.\d+){3}$/.test(text)) return undefined;
  const address = text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return bits === 32 ? address : address >>> (32 - bits);
}
