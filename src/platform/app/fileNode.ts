import type { Difference } from "../../core/compare/specState";
import type { Cron } from "../../core/server/cron";

/** How a spec compares with a server, the worst first. */
export const standings = ["error", "duplicate", "anotherSet", "differs", "notSubmitted", "unknown", "inSync"] as const;

export type Standing = (typeof standings)[number];

/** One spec of a file, and how it compares with its server. */
export interface SpecRow {
  /** The address of its file. */
  readonly file: string;
  readonly name: string;
  /** Where it begins in the text. */
  readonly offset: number;
  readonly standing: Standing;
  /** What differs. */
  readonly names: readonly Difference[];
  /** The set that its cron belongs to, where that is another one, or is not compared. */
  readonly inSet: string | undefined;
  /** The one that a submit would update. */
  readonly cronId: string | undefined;
}

/** What spec files are compared with, in the view of cron files. */
export interface FileScope {
  /** Stays the same as long as it is about the same. */
  readonly id: string;
  /** undefined: none is chosen, or not one is an environment's, so there is nothing to compare with. */
  readonly connectionId: string | undefined;
  /** Absent: the files are compared as they are written. */
  readonly environment?: EnvironmentRef;
}

/** One environment of a `langgraph-crons.json`. */
export interface EnvironmentRef {
  /** The address of that file. */
  readonly file: string;
  readonly name: string;
}

/** The rows of the view of cron files. Menus pass them to commands. */
export type FileNode =
  | { readonly kind: "scope"; readonly scope: FileScope }
  | { readonly kind: "standing"; readonly scope: FileScope; readonly standing: Standing }
  /** Crons of the server that no file describes. */
  | { readonly kind: "onlyOnServer"; readonly scope: FileScope }
  | { readonly kind: "spec"; readonly scope: FileScope; readonly row: SpecRow }
  | { readonly kind: "serverCron"; readonly scope: FileScope; readonly cron: Cron }
  /** Says that so many more are not shown. */
  | { readonly kind: "more"; readonly scope: FileScope; readonly count: number };
