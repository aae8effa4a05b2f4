import type { ParameterName } from "../../core/arguments/cronArguments";
import type { Difference } from "../../core/compare/specState";
import type { PullStep } from "../../core/pull/planPull";
import type { ServerProblem } from "../../core/server/problems/serverProblem";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import type { SecretText } from "../../core/specFile/withoutSecrets";
import type { SpecInFolder } from "../files/readThere";

export type CliPullStep = PullStep<SpecInFolder>;

/** What was written, and what became of texts that look like secrets. */
export interface WrittenSpec {
  readonly read: LoadedSpecFile;
  readonly placeholders: readonly SecretText[];
  /** Parameters with texts that look like secrets and where no placeholder works. */
  readonly left: readonly string[];
  /** Parameters that stay as they were in the file, because of their placeholders. */
  readonly kept: readonly ParameterName[];
}

/** What became of one cron. */
export type PullEnd =
  | (WrittenSpec & { readonly kind: "written" | "overwritten" })
  /** Its spec was there already. */
  | { readonly kind: "unchanged"; readonly read: LoadedSpecFile }
  /** Its spec was there and differs; undefined: it has errors. */
  | { readonly kind: "differs"; readonly read: LoadedSpecFile; readonly names: readonly Difference[] | undefined }
  | { readonly kind: "left"; readonly because: Extract<CliPullStep, { kind: "left" }>["because"] }
  /** Another cron has got its name meanwhile. */
  | { readonly kind: "taken" }
  /** The server did not let it be named. */
  | { readonly kind: "refused"; readonly problem: ServerProblem }
  /** Not named, because of what happened before. */
  | { readonly kind: "notTried" }
  /** The system's code for why its file can't be written. */
  | { readonly kind: "unwritable"; readonly path: string; readonly reason: string };

/** A cron, and what became of it. */
export interface PulledCron {
  readonly step: CliPullStep;
  readonly end: PullEnd;
  /** It has got its name on the server. */
  readonly isNamed: boolean;
}
