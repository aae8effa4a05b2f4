import { capabilitiesOf } from "./capabilities";
import type { ServerInfo } from "./cron";
import { ServerFailure } from "./problems/serverProblem";

/**
 * What compatible and older servers are without. `select …`: answers a search with all columns only (Aegra's threads).
 * `countThreads`, `threadsById`: Aegra 0.11.0. `graphByName`: an assistant's graph is found by its id only (Aegra).
 * `cronById`: Aegra, and Agent Servers before 0.10.0. `metadataMerge`: a PATCH takes away the metadata that it does not
 * name, which its version tells; all others are found out.
 */
export type Lack = `select ${string}` | "countThreads" | "threadsById" | "graphByName" | "cronById" | "metadataMerge";

/**
 * What a server has been found to be without. It is asked for once, and then done without: nothing fails twice for the
 * same lack. One object for each address, shared by all who ask there.
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

  /** As many rows as this search gives at once; undefined: as many as any Agent Server. */
  largestPage(path: string): number | undefined {
    return this.largest.get(path);
  }

  limitPage(path: string, rows: number): void {
    this.largest.set(path, rows);
  }

  /** Another product or version at the same address may have what the one before it had not. */
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

/** Whether the server refused a request for this one key of its body, which it does not know or not so. */
export function refusesKey(error: unknown, key: string): error is ServerFailure {
  if (!(error instanceof ServerFailure) || error.problem.kind !== "rejected") return false;
  const { parameter, detail } = error.problem;
  return parameter === key || (parameter === null && new RegExp(`\\b${key}\\b`).test(detail));
}

/** Whether the server has no such route, or not for this method. */
export function lacksRoute(error: unknown): boolean {
  if (!(error instanceof ServerFailure)) return false;
  const { problem } = error;
  return problem.kind === "notFound" || (problem.kind === "rejected" && [405, 501].includes(problem.status));
}
