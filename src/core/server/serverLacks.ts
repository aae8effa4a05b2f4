import { capabilitiesOf } from "./capabilities";
import type { ServerInfo } from "./cron";
import { ServerFailure } from "./problems/serverProblem";

/**
 * What compatible and older servers lack. `select …`: a search always returns all columns (Aegra's threads).
 * `countThreads`, `threadsById`: Aegra 0.11.0. `graphByName`: an assistant's graph is only found by its id (Aegra).
 * `cronById`: Aegra, and Agent Servers before 0.10.0. `metadataMerge`: a PATCH removes metadata that it does not name.
 * `historyByRun`: Aegra. `metrics`: Aegra, 0.11.1 on PostgreSQL, and servers that show them to nobody.
 * Only `metadataMerge` follows from the version; the others are discovered.
 */
export type Lack =
  | `select ${string}`
  | "countThreads"
  | "threadsById"
  | "graphByName"
  | "cronById"
  | "historyByRun"
  | "metrics"
  | "metadataMerge";

/**
 * What a server turned out to lack, so that nothing is tried twice in vain. One object per address, shared by all who
 * ask there.
 */
export class ServerLacks {
  private readonly found = new Set<Lack>();
  private readonly largest = new Map<string, number>();
  private server: string | undefined;

  has(lack: Lack): boolean {
    return this.found.has(lack);
  }

  add(lack: Lack): void {
    this.found.add(lack);
  }

  /** The most rows this search returns at once; undefined if there is no special limit. */
  largestPage(path: string): number | undefined {
    return this.largest.get(path);
  }

  limitPage(path: string, rows: number): void {
    this.largest.set(path, rows);
  }

  /** Forgets what was found if another product or version now runs at the address. */
  meet(info: ServerInfo): void {
    const { product, version } = info;
    const server = `${product} ${version}`;
    if (this.server !== undefined && this.server !== server) {
      this.found.clear();
      this.largest.clear();
    }
    this.server = server;
    if (!capabilitiesOf(info).mergesMetadata) this.found.add("metadataMerge");
  }
}

/** Whether the server refused a request because of this key of its body: unknown, or with a wrong value. */
export function refusesKey(error: unknown, key: string): error is ServerFailure {
  if (!(error instanceof ServerFailure) || error.problem.kind !== "rejected") return false;
  const { parameter, detail } = error.problem;
  return parameter === key || (parameter === null && new RegExp(`\\b${key}\\b`).test(detail));
}

/** Whether the server lacks the route, or this method on it. */
export function lacksRoute(error: unknown): boolean {
  if (!(error instanceof ServerFailure)) return false;
  const { problem } = error;
  return problem.kind === "notFound" || (problem.kind === "rejected" && [405, 501].includes(problem.status));
}
