import type { Clock } from "../clock";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { AgentServer } from "../server/agentServer";
import type { Cron } from "../server/cron";
import type { CronArguments, ParameterName } from "../spec/cronArguments";
import type { SubmissionStep } from "./submissionSteps";

/** One submission that has been begun and not been seen to end. Written before the first byte is sent. */
export interface JournalEntry {
  readonly submission: string;
  /** Which server: the connection's id in the editor, the URL on the command line. */
  readonly server: string;
  /** Epoch milliseconds. */
  readonly begunAt: number;
  /** What the cron is to be once it is switched on. */
  readonly enabled: boolean;
  readonly schedule: string;
  readonly timezone: string | null;
  /** How the server was said to read the schedule; absent: as the Agent Server. */
  readonly dialect?: ScheduleDialect;
  readonly name: string | null;
  /**
   * Who is at work on it, in words that `isAlive` of `finishOpenSubmissions` understands (a process id).
   * Absent once nobody is: it may be finished by anyone.
   */
  readonly owner?: string;
  /** The user was told that it failed or was cancelled: what there is of it is to be deleted, never switched on. */
  readonly abandoned?: true;
}

/** Keeps begun submissions over a crash. `write` and `remove` are durable when they resolve. */
export interface Journal {
  entries(): Promise<readonly JournalEntry[]>;
  write(entry: JournalEntry): Promise<void>;
  remove(submission: string): Promise<void>;
}

export interface SubmitOptions {
  readonly server: AgentServer;
  /** Names the server in the journal. */
  readonly serverKey: string;
  readonly arguments: CronArguments;
  /** How the server reads the schedule; absent: as the Agent Server. */
  readonly dialect?: ScheduleDialect;
  /** The spec's name; null for a cron made in the form, which is always a new one. */
  readonly name: string | null;
  readonly journal: Journal;
  readonly clock: Clock;
  /** A new UUID for each submission. */
  readonly newSubmission: () => string;
  /** See `JournalEntry.owner`. */
  readonly owner?: string;
  /**
   * How long to wait after an unclear answer before looking what became of the create: longer than the longest request,
   * as `doubtAfter` gives it.
   */
  readonly doubtMilliseconds: number;
  readonly signal?: AbortSignal;
  readonly onStep?: (step: SubmissionStep) => void;
  /**
   * May a cron that can't be patched into what the spec says be deleted and made anew?
   * Asked at most once, before anything is deleted; false ends the submission as `needsRecreate`.
   */
  readonly confirmRecreate?: (cron: Cron, because: readonly ParameterName[]) => Promise<boolean>;
  /**
   * May what somebody else has changed on the server since the last submit be overwritten? `changed`: what the submit
   * would change. Asked before anything is written; false ends the submission as `needsOverwrite`.
   */
  readonly confirmOverwrite?: (cron: Cron, changed: readonly ParameterName[]) => Promise<boolean>;
}

/** Where the server understood something else than our preview. */
export interface Mismatch {
  readonly what: "schedule" | "timezone" | "next_run_date";
  readonly expected: string;
  readonly got: string;
}

/** `staysPaused`: a person had paused the cron, and the spec doesn't say that it is to be on. */
export type SubmitOutcome =
  /** `pausedFirst` is false on a server that can't pause crons (before 0.7.21): it was on from the start. */
  | { readonly kind: "created"; readonly cron: Cron; readonly pausedFirst: boolean }
  | {
      readonly kind: "updated";
      readonly cron: Cron;
      readonly changed: readonly ParameterName[];
      readonly staysPaused: boolean;
    }
  | {
      readonly kind: "recreated";
      readonly cron: Cron;
      readonly because: readonly ParameterName[];
      readonly staysPaused: boolean;
    }
  | { readonly kind: "unchanged"; readonly cron: Cron; readonly staysPaused: boolean }
  /** Nothing was changed. */
  | { readonly kind: "needsRecreate"; readonly cron: Cron; readonly because: readonly ParameterName[] }
  /** Nothing was changed: somebody else has changed the cron since the last submit. */
  | { readonly kind: "needsOverwrite"; readonly cron: Cron; readonly changed: readonly ParameterName[] }
  /**
   * The server read the schedule differently. Left paused, or deleted again on a server that can't pause crons, or on:
   * one that was on already could not be paused.
   */
  | {
      readonly kind: "mismatch";
      readonly cron: Cron;
      readonly mismatches: readonly Mismatch[];
      readonly left: "paused" | "deleted" | "on";
    }
  /** Nothing was changed: several crons of this name are switched on. */
  | { readonly kind: "ambiguous"; readonly crons: readonly Cron[] }
  /** Cancelled: nothing enabled is left behind. */
  | { readonly kind: "cancelled" };
