import { decodeText } from "../../core/base/decodeText";
import { readSavedPlan, type SavedPlan } from "../../core/plan/savedPlan";
import { isSpecFileName } from "../../core/specFile/specNameOfFile";
import { type CliIo, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Given } from "../commandTable";
import type { PlanTarget } from "../environments/readTarget";

type ApplyValues = Given<"apply">["values"];

/** A plan that `plan --out` wrote. */
export interface PlanFile {
  readonly path: string;
  readonly plan: SavedPlan;
}

/** The plan that the arguments name; undefined if they name specs. Throws `UsageError` if it can't be used. */
export async function loadSavedPlan(args: readonly string[], io: CliIo): Promise<PlanFile | undefined> {
  const [path = "", ...others] = args;
  if (others.length > 0 || !path.endsWith(".json") || isSpecFileName(path)) return undefined;
  // One that can't be read is told as a spec file is.
  const bytes = await io.readFile(path).catch(() => undefined);
  const plan = bytes && readSavedPlan(decodeText(bytes).text);
  if (plan === undefined) return undefined;
  if (plan === "otherFormat") throw new UsageError(cliText("planFormat", { file: path }));
  if (plan === "unreadable") throw new UsageError(cliText("planUnreadable", { file: path }));
  return { path, plan };
}

/** The options with what the plan says by itself. Throws `UsageError` if they say that again. */
export function plannedValues(values: ApplyValues, { path, plan }: PlanFile): ApplyValues {
  for (const option of ["prune", "grace", "dialect"] as const) {
    if (values[option] !== undefined) throw new UsageError(cliText("planPlaces", { file: path, option }));
  }
  const { environment, url } = plan.target;
  const { dialect, grace } = plan.request;
  const isNamed = values.env !== undefined || values.url !== undefined;
  if (!isNamed && environment === null) throw new UsageError(cliText("planNeedsUrl", { file: path, url }));
  return {
    ...values,
    ...(isNamed || environment === null ? {} : { env: environment }),
    ...(dialect === "seconds-first" || dialect === "seconds-last" ? { dialect } : {}),
    ...(grace === null ? {} : { prune: true, grace }),
  };
}

/** Throws `UsageError` if the plan is for another server or another set. */
export function refuseElsewhere({ path, plan }: PlanFile, { environment, url }: PlanTarget): void {
  const args = { file: path, url: plan.target.url };
  if (plan.target.url !== url) throw new UsageError(cliText("planElsewhere", { ...args, other: url }));
  if (plan.set === (environment?.set ?? null)) return;
  throw new UsageError(cliText("planOtherSet", { ...args, other: environment?.file.path ?? "--url" }));
}
