import type { JsonObject } from "../core/json";
import type { SubmitOutcome } from "../core/lifecycle/submission";
import { oneLine } from "../core/oneLine";
import type { Cron } from "../core/server/cron";
import { cliText } from "./cliTexts";

/** Whether the server now has what the spec says. */
export function isDone({ kind }: SubmitOutcome): boolean {
  return kind === "created" || kind === "updated" || kind === "recreated" || kind === "unchanged";
}

/** What became of a spec, in a line. */
export function outcomeText(name: string, outcome: SubmitOutcome): string {
  return oneLine(outcomeWords(name, outcome));
}

function outcomeWords(name: string, outcome: SubmitOutcome): string {
  switch (outcome.kind) {
    case "created":
    case "unchanged":
      return cliText(outcome.kind, { name, ...cronWords(outcome.cron) });
    case "updated":
      return cliText("updated", { name, ...cronWords(outcome.cron), changed: outcome.changed.join(", ") });
    case "recreated":
    case "needsRecreate":
      return cliText(outcome.kind, { name, ...cronWords(outcome.cron), because: outcome.because.join(", ") });
    case "mismatch": {
      const mismatches = outcome.mismatches.map((mismatch) => cliText("mismatch", { ...mismatch })).join("; ");
      const key = outcome.left === "paused" ? "mismatchPaused" : "mismatchDeleted";
      return cliText(key, { name, ...cronWords(outcome.cron), mismatches });
    }
    case "ambiguous":
      return cliText("ambiguous", { name, ids: outcome.crons.map(({ cron_id }) => cron_id).join(", ") });
    case "cancelled":
      return cliText("cancelled", { name });
  }
}

function cronWords({ cron_id, enabled, next_run_date }: Cron): { readonly id: string; readonly next: string } {
  return { id: cron_id, next: enabled ? (next_run_date ?? cliText("never")) : cliText("paused") };
}

/** For `--json`. Never holds the arguments, in which placeholders are resolved. */
export function outcomeJson(name: string, outcome: SubmitOutcome): JsonObject {
  const { kind } = outcome;
  if (kind === "cancelled") return { name, outcome: kind };
  if (kind === "ambiguous") return { name, outcome: kind, cron_ids: outcome.crons.map(({ cron_id }) => cron_id) };
  const { cron_id, enabled, next_run_date } = outcome.cron;
  return {
    name,
    outcome: kind,
    cron_id,
    enabled,
    next_run_date,
    ...("changed" in outcome ? { changed: outcome.changed } : {}),
    ...("because" in outcome ? { because: outcome.because } : {}),
    ...("mismatches" in outcome ? { mismatches: outcome.mismatches.map((mismatch) => ({ ...mismatch })) } : {}),
  };
}
