import { matchPlan } from "../../core/apply/matchPlan";
import { decodeText } from "../../core/base/decodeText";
import type { JsonValue } from "../../core/base/json";
import { looksLikePlan, readSavedPlan, type SavedChange, type SavedPlan } from "../../core/plan/savedPlan";
import { isSpecFileName } from "../../core/specFile/specNameOfFile";
import { type CliIo, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Given } from "../commandTable";
import type { PlanTarget } from "../environments/readTarget";
import type { PlanRow, ReadPlan } from "../plan/readPlan";

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
  const value = await jsonOf(path, io);
  if (value === undefined || !looksLikePlan(value)) return undefined;
  const plan = readSavedPlan(value);
  if (plan === "otherFormat") throw new UsageError(cliText("planFormat", { file: path }));
  if (plan === "unreadable") throw new UsageError(cliText("planUnreadable", { file: path }));
  return { path, plan };
}

/** undefined if it can't be read as JSON; then it is told as a spec file is. */
async function jsonOf(path: string, io: CliIo): Promise<JsonValue | undefined> {
  try {
    return JSON.parse(decodeText(await io.readFile(path)).text);
  } catch {
    return undefined;
  }
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

/** What of the plan as it would be now is to be done; the names of specs that are not those of the saved plan. */
export function asSaved(now: ReadPlan, { plan }: PlanFile): ReadPlan | { readonly otherSpecs: readonly string[] } {
  const rows = now.rows.flatMap((row) => (row.saved === undefined ? [] : [{ row, saved: row.saved }]));
  const match = matchPlan(
    plan.changes,
    rows.map(({ saved }) => saved),
  );
  if (match.kind === "otherSpecs") return { otherSpecs: match.names };
  const kept = rows.flatMap(({ row }, at): readonly PlanRow[] => {
    const verdict = match.verdicts[at];
    if (verdict === "leftOut") return [];
    return verdict === "moved" ? [{ ...row, hasMoved: true }] : [row];
  });
  // What is gone from the server was to be deleted, and is.
  const isThere = ({ cron_id }: SavedChange) => now.crons.some((cron) => cron.cron_id === cron_id);
  const missing = match.missing.filter(isThere).map(({ action, name }): PlanRow => {
    return { name, action, findings: [], hasMoved: true };
  });
  return { ...now, rows: [...kept, ...missing] };
}
