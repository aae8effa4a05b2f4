import type { CronEnvironment } from "./environmentsFile";

/** Which of the user's servers an environment is. */
export type EnvironmentMatch<Server> =
  | { readonly kind: "matched"; readonly server: Server }
  /** Several have its address, for example with different keys: only the user can say which one is meant. */
  | { readonly kind: "several"; readonly servers: readonly Server[] }
  /** The user has not added it. Nothing may be sent to its address, least of all a key. */
  | { readonly kind: "none" };

/**
 * The servers of the user that are at an environment's address: same origin, same path. Another path of the same origin
 * may be another deployment, so it does not match. Requests go to the address of the match, never to the file's. The URLs
 * are as a connection's URL is stored.
 */
export function matchEnvironment<Server extends { readonly url: string }>(
  { url }: Pick<CronEnvironment, "url">,
  servers: readonly Server[],
): EnvironmentMatch<Server> {
  const wanted = comparable(url);
  const found = servers.filter((server) => comparable(server.url) === wanted);
  const [first, second] = found;
  if (first === undefined) return { kind: "none" };
  return second === undefined ? { kind: "matched", server: first } : { kind: "several", servers: found };
}

/** The environments that are on a server, in the order of their file. */
export function environmentsOn(
  server: { readonly url: string },
  environments: Iterable<CronEnvironment>,
): readonly CronEnvironment[] {
  return [...environments].filter((environment) => matchEnvironment(environment, [server]).kind === "matched");
}

/** Names of one and the same address of this machine. */
const ownNames: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

function comparable(url: string): string {
  const { host, hostname, pathname, port, protocol } = new URL(url);
  const address = ownNames.has(hostname) ? `localhost:${port}` : host;
  return `${protocol}//${address}${pathname.replace(/\/+$/, "")}`;
}
