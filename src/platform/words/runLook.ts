import { runTook } from "../../core/health/toldRun";
import type { Run } from "../../core/server/cron";
import type { SeenKind } from "../../core/upcoming/seenSpans";
import { runResultWords } from "./runResultWords";
import { runStatusWords } from "./runStatusWords";

const kinds: Readonly<Record<Run["status"], SeenKind>> = {
  pending: "busy",
  running: "busy",
  success: "good",
  error: "bad",
  timeout: "bad",
  interrupted: "quiet",
  unknown: "quiet",
};

/** What is known of a run's end, if not what the server's word says. */
export type OpenEnd = "waits" | "unknown";

/** How a run is drawn, and in which words. */
export function runLook(run: Run, open: OpenEnd | undefined): { readonly kind: SeenKind; readonly words: string } {
  if (open === undefined) return { kind: kinds[run.status], words: runStatusWords(run.status) };
  return { kind: open === "waits" ? "waits" : "quiet", words: runResultWords({ result: open, run }) };
}

/** The median of the ended ones, in milliseconds, and of how many that is; undefined if none has ended. */
export function usualLength(runs: readonly Run[]): { readonly median: number; readonly runs: number } | undefined {
  const took = runs.flatMap((run) => runTook(run) ?? []).sort((one, other) => one - other);
  const median = took[Math.floor(took.length / 2)];
  return median === undefined ? undefined : { median, runs: took.length };
}
