import type { JsonObject } from "../../core/base/json";
import { englishSentences, withDot } from "../../core/base/message";
import type { SubmitOutcome } from "../../core/lifecycle/submission/submission";
import { outcomeMessages } from "../../core/lifecycle/texts/outcomeTexts";
import type { Cron } from "../../core/server/cron";
import { cliText } from "../cliTexts";
import { printedLine } from "../printed";

/** The result for one spec, as one line. */
export function outcomeText(name: string, outcome: SubmitOutcome): string {
  return printedLine(isMade(outcome) ? madeWords(name, outcome) : otherWords(name, outcome));
}

type Made = Extract<SubmitOutcome, { readonly notTaken: unknown }>;

function isMade(outcome: SubmitOutcome): outcome is Made {
  return "notTaken" in outcome;
}

/** Scripts read the word after the name, and then the id. */
function madeWords(name: string, outcome: Made): string {
  const line = cliText(outcome.kind, { name, ...cronWords(outcome.cron), ...listsOf(outcome) });
  const [, ...more] = outcomeMessages(outcome);
  return more.length === 0 ? line : `${line}. ${withDot(englishSentences(more))}`;
}

function otherWords(name: string, outcome: Exclude<SubmitOutcome, Made>): string {
  const words = cliText("failed", { name, words: withDot(englishSentences(outcomeMessages(outcome))) });
  const todo = adviceOf(outcome);
  return todo === undefined ? words : `${words} ${todo}`;
}

function adviceOf(outcome: Exclude<SubmitOutcome, Made>): string | undefined {
  switch (outcome.kind) {
    case "needsRecreate":
      return cliText("adviseRecreate", { id: outcome.cron.cron_id });
    case "needsOverwrite":
      return cliText("adviseOverwrite", { id: outcome.cron.cron_id, ...listsOf(outcome) });
    case "mismatch":
      return mismatchAdvice(outcome);
    case "needsAdopt":
      return cliText("adviseAdopt");
    case "open":
      return cliText("adviseOpen");
    case "ambiguous":
    case "cancelled":
      return undefined;
  }
}

/** Only different run times can be accepted, and only if the reason for the difference is known. */
function mismatchAdvice({ cause, cron, left }: Extract<SubmitOutcome, { kind: "mismatch" }>): string | undefined {
  const id = cliText("adviseMismatch", { id: cron.cron_id });
  if (cause === "zoneData") {
    return left === "deleted" ? cliText("adviseServerTimes") : `${id} ${cliText("adviseServerTimes")}`;
  }
  return left === "deleted" ? undefined : id;
}

function listsOf(outcome: SubmitOutcome): Readonly<Record<string, string>> {
  return {
    ...("changed" in outcome ? { changed: outcome.changed.join(", ") } : {}),
    ...("because" in outcome ? { because: outcome.because.join(", ") } : {}),
  };
}

function cronWords({ cron_id, enabled, next_run_date }: Cron): { readonly id: string; readonly next: string } {
  return { id: cron_id, next: enabled ? (next_run_date ?? cliText("never")) : cliText("paused") };
}

/** For `--json`. Never contains the arguments, because their placeholders are filled in. */
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
