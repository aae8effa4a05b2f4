import type { Message } from "../base/message";
import type { HealthKind } from "../health/health";

/** What helps. Each face makes a button or a request of it; `openRun` and `editConnection` change nothing. */
export type Remedy =
  | { readonly kind: "editConnection" }
  | { readonly kind: CronRemedy; readonly cronId: string }
  | { readonly kind: "openRun"; readonly cronId: string; readonly threadId: string; readonly runId: string };

/** What can be done to one cron. `removeEnd`: without its `end_time`. */
export type CronRemedy = "edit" | "pause" | "resume" | "delete" | "removeEnd" | "cancelRuns";

/** Why something does not run, or not as it should. Those of `HealthKind` mean the same as there. Stable: scripts read them. */
export type CauseCode =
  | "noCrons"
  | "keyRefused"
  | "unread"
  | "clocks"
  | "poison"
  | "schedulerStopped"
  | "schedulerLags"
  | "noWorkers"
  | "allBusy"
  | "queueGrows"
  | Exclude<HealthKind, "scheduled" | "due" | "running">
  | "queued"
  | "neverRuns"
  | "badInput"
  | "zoneIgnored"
  | "comesToEnd"
  | "twin"
  | "firedTwice"
  | "everySecond"
  | "assistantGone"
  | "graphGone"
  | "threadGone"
  | "webhookBlocked";

/** One cause. error: something does not run, or costs without end. warning: it may come to that. info: somebody wanted it. */
export interface Diagnosis {
  readonly code: CauseCode;
  readonly severity: "error" | "warning" | "info";
  /** The cron that it is about; null: the server. */
  readonly cronId: string | null;
  /** Sentences, mostly without their last full stop, like all messages here: `withDot`. */
  readonly what: readonly Message[];
  /** What was seen on this server. */
  readonly evidence: readonly Message[];
  /** The same in words of the server or of a graph, which may quote what was sent: only for those who ask for it. */
  readonly details: readonly Message[];
  /** What can't be known from here. */
  readonly unknown: readonly Message[];
  readonly remedies: readonly Remedy[];
  /** The ids of the crons that are late because of it. */
  readonly explains: readonly string[];
}

export interface Diagnoses {
  /** Those about the server first, then those about each cron, in the order of the causes. */
  readonly found: readonly Diagnosis[];
  /** What could not be examined, whatever was found. */
  readonly unknown: readonly Message[];
  /** How many crons were asked about. */
  readonly examined: number;
}
