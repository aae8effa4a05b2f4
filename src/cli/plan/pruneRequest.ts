import { dirname } from "node:path/posix";
import type { PlanRequest } from "../../core/plan/savedPlan";
import { type CliIo, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { LoadedEnvironment } from "../environments/loadEnvironment";
import { hasErrors, loadSpecFiles } from "../files/loadSpecFiles";

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

const defaultGrace = "7d";

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
  const graceMilliseconds = millisecondsOf(grace);
  return { set, names: await namesBelow(dirname(file.path), io), grace, graceMilliseconds };
}

async function namesBelow(folder: string, io: CliIo): Promise<ReadonlySet<string>> {
  // A folder without any spec file is told as one that can't be read: then all of its crons would seem to be gone.
  const { files, unreadable } = await loadSpecFiles([folder], io);
  const [first] = [
    ...unreadable.map(({ path }) => path),
    ...files.flatMap(({ file, path }) => (hasErrors(file.problems) || file.specs.some(isNameless) ? [path] : [])),
  ];
  if (first !== undefined) throw new UsageError(cliText("pruneUnreadable", { file: first }));
  return new Set(files.flatMap(({ file }) => file.specs.map(({ name }) => name)));
}

function isNameless({ findings }: { readonly findings: readonly { readonly path: readonly unknown[] }[] }): boolean {
  return findings.some(({ path }) => path[0] === "name");
}

const minute = 60_000;
const units: Readonly<Record<string, number>> = { m: minute, h: 60 * minute, d: 24 * 60 * minute };
const longestDays = 365;

/** Throws `UsageError`. */
function millisecondsOf(grace: string): number {
  const { count = "", unit = "" } = /^(?<count>\d{1,6})(?<unit>[mhd])$/.exec(grace)?.groups ?? {};
  const milliseconds = grace === "0" ? 0 : Number(count || Number.NaN) * (units[unit] ?? Number.NaN);
  if (Number.isNaN(milliseconds) || milliseconds > longestDays * 24 * 60 * minute) {
    throw new UsageError(cliText("badGrace", { limit: longestDays }));
  }
  return milliseconds;
}

/** So many crons an apply pauses or deletes without being told. */
const usualDeletes = 5;

/** How many crons `--max-delete` allows to prune. Throws `UsageError`. */
export function readMostDeletes(text: string | undefined): number {
  const count = text === undefined ? usualDeletes : Number(text);
  if (text === "" || !Number.isInteger(count) || count < 0) throw new UsageError(cliText("badMaxDelete"));
  return count;
}
