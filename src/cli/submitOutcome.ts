import type { JsonObject } from "../core/json";
import type { SubmitOutcome } from "../core/lifecycle/submission";
import { oneLine } from "../core/oneLine";
import type { Cron } from "../core/server/cron";
import { cliText, problemText } from "./cliTexts";

/** Whether the server now has what the spec says. */
export function isDone(outcome: SubmitOutcome): boolean {
  return "notTaken" in outcome && outcome.notTaken.length === 0;
}

/** What became of a spec, in a line. */
export function outcomeText(name: string, outcome: SubmitOutcome): string {
  return oneLine(outcomeWords(name, outcome));
}

function outcomeWords(name: string, outcome: SubmitOutcome): string {
  switch (outcome.kind) {
    case "created":
      return cliText("created", { name, ...cronWords(outcome.cron) });
    case "unchanged":
      return cliText("unchanged", { name, ...existingWords(outcome) });
    case "updated":
      return cliText("updated", { name, ...existingWords(outcome), changed: outcome.changed.join(", ") });
    case "recreated":
      return cliText("recreated", { name, ...existingWords(outcome), because: outcome.because.join(", ") });
    case "needsRecreate":
      return cliText("needsRecreate", { name, id: outcome.cron.cron_id, because: outcome.because.join(", ") });
    case "needsOverwrite":
      return cliText("needsOverwrite", { name, id: outcome.cron.cron_id, changed: outcome.changed.join(", ") });
    case "needsAdopt":
      return cliText("needsAdopt", { name, ids: idsOf(outcome.crons) });
    case "open":
      return cliText("open", { name, words: problemText(outcome.problem) });
    case "mismatch": {
      const mismatches = outcome.mismatches.map((mismatch) => cliText("mismatch", { ...mismatch })).join("; ");
      return cliText(mismatchTexts[outcome.left], { name, ...cronWords(outcome.cron), mismatches });
    }
    case "ambiguous":
      return cliText("ambiguous", { name, ids: idsOf(outcome.crons) });
    case "cancelled":
      return cliText("cancelled", { name });
  }
}

const mismatchTexts = { paused: "mismatchPaused", deleted: "mismatchDeleted", on: "mismatchOn" } as const;

function idsOf(crons: readonly Cron[]): string {
  return crons.map(({ cron_id }) => cron_id).join(", ");
}

function existingWords({ cron, staysPaused }: { readonly cron: Cron; readonly staysPaused: boolean }) {
  return { ...cronWords(cron), ...(staysPaused ? { next: cliText("staysPaused") } : {}) };
}

function cronWords({ cron_id, enabled, next_run_date }: Cron): { readonly id: string; readonly next: string } {
  return { id: cron_id, next: enabled ? (next_run_date ?? cliText("never")) : cliText("paused") };
}

/** For `--json`. Never holds the arguments, in which placeholders are resolved. */
export function outcomeJson(name: string, outcome: SubmitOutcome): JsonObject {
  const { kind } = outcome;
  if (outcome.kind === "cancelled") return { name, outcome: kind };
  if ("crons" in outcome) return { name, outcome: kind, cron_ids: outcome.crons.map(({ cron_id }) => cron_id) };
  if (outcome.kind === "open") return { name, outcome: kind, problem: { kind: outcome.problem.kind } };
  const { cron_id, enabled, next_run_date } = outcome.cron;
  return {
    name,
    outcome: kind,
    cron_id,
    enabled,
    next_run_date,
    ...("changed" in outcome ? { changed: outcome.changed } : {}),
    ...("because" in outcome ? { because: outcome.because } : {}),
    ...("notTaken" in outcome && outcome.notTaken.length > 0 ? { notTaken: outcome.notTaken } : {}),
    ...("took" in outcome && outcome.took !== "own" ? { took: outcome.took } : {}),
    ...("mismatches" in outcome ? { mismatches: outcome.mismatches.map((mismatch) => ({ ...mismatch })) } : {}),
  };
}
