import type { PlanRow, TextFile } from "../plan/planRows";
import type { SavedChange, SavedPlan } from "../plan/savedPlan";
import type { Cron } from "../server/cron";
import type { LoadedSpecFile } from "../specFile/loadedSpecFile";
import { matchPlan } from "./matchPlan";

/**
 * What of the plan as it would be now is to be done, if a saved one is applied; the names of specs that are not those of
 * the saved one.
 */
export function asSaved<File extends LoadedSpecFile, Place extends TextFile>(
  now: { readonly rows: readonly PlanRow<File, Place>[]; readonly crons: readonly Cron[] },
  { changes }: Pick<SavedPlan, "changes">,
): { readonly rows: readonly PlanRow<File, Place>[] } | { readonly otherSpecs: readonly string[] } {
  const rows = now.rows.flatMap((row) => (row.saved === undefined ? [] : [{ row, saved: row.saved }]));
  const match = matchPlan(
    changes,
    rows.map(({ saved }) => saved),
  );
  if (match.kind === "otherSpecs") return { otherSpecs: match.names };
  const kept = rows.flatMap(({ row }, at): readonly PlanRow<File, Place>[] => {
    const verdict = match.verdicts[at];
    if (verdict === "leftOut") return [];
    return verdict === "moved" ? [{ ...row, hasMoved: true }] : [row];
  });
  // What is gone from the server was to be deleted, and is.
  const isThere = ({ cron_id }: SavedChange) => now.crons.some((cron) => cron.cron_id === cron_id);
  const missing = match.missing.filter(isThere).map(({ action, name }): PlanRow<File, Place> => {
    return { name, action, findings: [], hasMoved: true };
  });
  return { rows: [...kept, ...missing] };
}
