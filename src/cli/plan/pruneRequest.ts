import { dirname } from "node:path/posix";
import { defaultGrace, graceMilliseconds, longestGraceDays, usualDeletes } from "../../core/plan/grace";
import type { PlanRequest } from "../../core/plan/savedPlan";
import { setNames } from "../../core/plan/setNames";
import { type CliIo, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { LoadedEnvironment } from "../environments/loadEnvironment";
import { loadSpecFiles } from "../files/loadSpecFiles";

/** What is to become of crons whose spec is gone. */
export interface PruneRequest {
  readonly set: string;
  /** Of all specs in and below the folder of the environments. */
  readonly names: ReadonlySet<string>;
  /** As it was given, and in milliseconds. */
  readonly grace: string;
  readonly graceMilliseconds: number;
}

interface PruneValues {
  readonly prune?: true | undefined;
  readonly grace?: string | undefined;
}

/** Throws `UsageError` if options say how to prune, and none says that it is to be. */
export function refuseStrayPruning(values: PruneValues & { readonly "max-delete"?: string | undefined }): void {
  if (values.prune === true) return;
  const stray = (["grace", "max-delete"] as const).find((option) => values[option] !== undefined);
  if (stray !== undefined) throw new UsageError(cliText("pruneOptions", { option: stray }));
}

/** How a plan was asked for, as it is kept with the plan. */
export function planRequest(
  paths: readonly string[],
  { dialect }: { readonly dialect?: string | undefined },
  prune: PruneRequest | undefined,
): PlanRequest {
  return { paths, dialect: dialect ?? null, grace: prune?.grace ?? null };
}

/**
 * Reads what `--prune` needs; undefined without it. Which specs are gone is known only if all of the folder could be
 * read, whichever paths are planned. Throws `UsageError`.
 */
export async function readPruneRequest(
  { grace = defaultGrace, prune }: PruneValues,
  environment: LoadedEnvironment | undefined,
  io: CliIo,
): Promise<PruneRequest | undefined> {
  if (prune !== true) return undefined;
  if (environment === undefined) throw new UsageError(cliText("pruneNeedsEnv"));
  const { file, set } = environment;
  if (set === undefined) throw new UsageError(cliText("pruneNeedsSet", { file: file.path }));
  const milliseconds = millisecondsOf(grace);
  return { set, names: await namesBelow(dirname(file.path), io), grace, graceMilliseconds: milliseconds };
}

async function namesBelow(folder: string, io: CliIo): Promise<ReadonlySet<string>> {
  // A folder without any spec file is told as one that can't be read: then all of its crons would seem to be gone.
  const { files, unreadable } = await loadSpecFiles([folder], io);
  const [first] = unreadable;
  const read = first === undefined ? setNames(files) : { unreadable: first.path };
  if ("unreadable" in read) throw new UsageError(cliText("pruneUnreadable", { file: read.unreadable }));
  return read.names;
}

/** Throws `UsageError`. */
function millisecondsOf(grace: string): number {
  const milliseconds = graceMilliseconds(grace);
  if (milliseconds === undefined) throw new UsageError(cliText("badGrace", { limit: longestGraceDays }));
  return milliseconds;
}

/** How many crons `--max-delete` allows to prune. Throws `UsageError`. */
export function readMostDeletes(text: string | undefined): number {
  const count = text === undefined ? usualDeletes : Number(text);
  if (text === "" || !Number.isInteger(count) || count < 0) throw new UsageError(cliText("badMaxDelete"));
  return count;
}
