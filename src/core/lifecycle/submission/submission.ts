import type { CronArguments, ParameterName } from "../../arguments/cronArguments";
import type { Clock } from "../../base/clock";
import type { ScheduleDialect } from "../../schedule/scheduleDialect";
import type { AgentServer } from "../../server/agentServer";
import type { Cron } from "../../server/cron";
import type { ServerProblem } from "../../server/problems/serverProblem";
import type { Ownership, OwnMark } from "../../server/stored/ownership";
import type { CountedWait } from "../lease/lockWait";
import type { SubmissionStep } from "./submissionSteps";
import type { Together } from "./together";

/** A submission that started and is not known to have ended; written before the first byte is sent. */
export interface JournalEntry {
  readonly submission: string;
  /** The server: the connection's id in the editor, the URL on the command line. */
  readonly server: string;
  /** Epoch milliseconds. */
  readonly begunAt: number;
  /** Whether the cron will be enabled in the end. */
  readonly enabled: boolean;
  readonly schedule: string;
  readonly timezone: string | null;
  /** How the server reads the schedule, as configured; absent means like the Agent Server. */
  readonly dialect?: ScheduleDialect;
  readonly name: string | null;
  /**
   * Who is working on it (a process id), in the form that `isAlive` of `finishOpenSubmissions` expects. Absent if
   * nobody is; then anyone may finish it.
   */
  readonly owner?: string;
  /** The server can't pause crons, so the cron is on from the start. */
  readonly onFromStart?: true;
  /** The id of the old cron, set once it may be deleted; from then on the new one is finished however late. */
  readonly replaces?: string;
  /** The id of the new cron that was there when the old one might be deleted. Absent: another version wrote it. */
  readonly replacedBy?: string;
  /** The id of the cron that it replaces, from the beginning: as long as that one is there, the new one must not be on. */
  readonly instead?: string;
  /** That one is gone already: its deletion is undone. */
  readonly undoes?: true;
  /** Only its lock has to be released, and the other ones. */
  readonly onlyLock?: true;
  /** The names of locks that it may have beside its own: those of crons that it was about to take over. */
  readonly otherLocks?: readonly string[];
  /**
   * When a refresh released its lock, in epoch milliseconds. A claim of its dead owner may still be carried out later,
   * and `begunAt` can't show how long ago that was, because the clock may have jumped since.
   */
  readonly lockFreedAt?: number;
  /** The user was told that it failed or was cancelled, so what exists of it is deleted, never switched on. */
  readonly abandoned?: true;
}

/** Keeps started submissions across a crash; `write` and `remove` are durable when they resolve. */
export interface Journal {
  entries(): Promise<readonly JournalEntry[]>;
  write(entry: JournalEntry): Promise<void>;
  remove(submission: string): Promise<void>;
}

/** A question during a submission; any answer but "yes" leaves existing crons as they are. */
export type SubmitQuestion =
  /** May a cron that no PATCH can turn into the spec be deleted and recreated? Asked before anything is deleted. */
  | { readonly kind: "recreate"; readonly cron: Cron; readonly because: readonly ParameterName[] }
  /** May someone else's changes on the server since the last submit be overwritten? `changed`: which ones would be. */
  | { readonly kind: "overwrite"; readonly cron: Cron; readonly changed: readonly ParameterName[] }
  /** Unnamed crons match everything that is asked for. yes: take over the first; another: create one more. */
  | { readonly kind: "adopt"; readonly crons: readonly Cron[] }
  /** The server computes other times for the schedule than we do. yes: the server's times are the intended ones. */
  | { readonly kind: "serverTimes"; readonly cron: Cron; readonly mismatches: readonly Mismatch[] }
  /** The server can't pause crons (before 0.7.21), so exactly one cron can't be guaranteed. */
  | { readonly kind: "unsafeServer"; readonly version: string };

/** `another` only answers `adopt`. */
export type SubmitAnswer = "yes" | "no" | "another";

/** The progress of a submission. */
export interface SubmitProgress {
  readonly step: SubmissionStep;
  /** The number of this attempt at the step, from 1, if there can be several. */
  readonly attempt?: number;
  /** Why it waits or tries again. */
  readonly problem?: ServerProblem;
  readonly waitMilliseconds?: number;
  /** For whom it waits. */
  readonly others?: CountedWait;
}

export interface SubmitOptions {
  readonly server: AgentServer;
  /** Identifies the server in the journal. */
  readonly serverKey: string;
  readonly arguments: CronArguments;
  /** How the server reads the schedule; absent means like the Agent Server. */
  readonly dialect?: ScheduleDialect;
  /** The spec's name; null for a cron made in the form, which is always a new one. */
  readonly name: string | null;
  /** Absent: as it is on the server. */
  readonly ownership?: Ownership;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Returns a new UUID for each submission. */
  readonly newSubmission: () => string;
  /** See `JournalEntry.owner`. */
  readonly owner?: string;
  /** Who submits, as others are told while they wait: see `whoWrites`. Absent or "": they are not told. */
  readonly who?: string;
  /**
   * How long to wait after an unclear answer before searching for the cron: longer than the longest request, see
   * `doubtAfter`.
   */
  readonly doubtMilliseconds: number;
  readonly signal?: AbortSignal;
  /**
   * Recently read crons of the server, with or without payloads; undefined if they are not complete. Then, or if this
   * is absent, a submission that needs them asks the server.
   */
  readonly knownCrons?: () => readonly Cron[] | undefined;
  /**
   * Called with the crons of the name, in the order of `findCrons`, each time the submission has looked and not written
   * yet; the last time while it holds the lease. If there are none, also with the unnamed crons of which it would take one
   * over, before it does or creates one. What it throws ends the submission, which has changed nothing then.
   */
  readonly onLook?: (settled: readonly Cron[], unnamed?: readonly Cron[]) => Promise<void>;
  /** It creates a cron whose name was free, together with others; absent: it is alone from the start. */
  readonly together?: Together;
  /** Errors thrown here are ignored. */
  readonly onProgress?: (progress: SubmitProgress) => void;
  /** "no" ends the submission: `needsRecreate`, `needsOverwrite`, `needsAdopt`, `mismatch` or `cancelled`. */
  readonly confirm: (question: SubmitQuestion) => Promise<SubmitAnswer>;
}

/** A difference between the server's reading and our preview. */
export interface Mismatch {
  readonly what: "schedule" | "timezone" | "next_run_date";
  readonly expected: string;
  readonly got: string;
}

/** The cron that a submission ended with. */
export interface SubmittedCron {
  readonly cron: Cron;
  /** What was asked for but is missing or different in the server's answer. */
  readonly notTaken: readonly ParameterName[];
  /** The keys that put `metadata` into `notTaken`: the server keeps its own values there. */
  readonly overruled?: readonly string[];
  /**
   * Whose cron it was. own: this submission's, or one that already had the name. rival: that of another submission
   * started at the same time. unnamed: one without a name that matches everything asked for.
   */
  readonly took: "own" | "rival" | "unnamed";
}

/** The cron that a submission replaces, and the parameters that no PATCH can change. */
export interface Replaced {
  readonly cron: Cron;
  readonly because: readonly ParameterName[];
  /** The id of the cron that takes its place. Absent: crons can't be paused, and it is not made yet. */
  readonly by?: string;
}

/** The usual end. */
export const asAsked = { notTaken: [], took: "own" } as const satisfies Omit<SubmittedCron, "cron">;

/** `staysPaused`: the user had paused the cron, and the spec doesn't say that it should be on. */
export type SubmitOutcome =
  /** `pausedFirst` is false on a server that can't pause crons (before 0.7.21): the cron was on from the start. */
  | ({ readonly kind: "created"; readonly pausedFirst: boolean } & SubmittedCron)
  | ({
      readonly kind: "updated";
      readonly changed: readonly (ParameterName | OwnMark)[];
      readonly staysPaused: boolean;
    } & SubmittedCron)
  | ({
      readonly kind: "recreated";
      readonly because: readonly ParameterName[];
      readonly staysPaused: boolean;
    } & SubmittedCron)
  | ({ readonly kind: "unchanged"; readonly staysPaused: boolean } & SubmittedCron)
  /** Nothing was changed. */
  | { readonly kind: "needsRecreate"; readonly cron: Cron; readonly because: readonly ParameterName[] }
  /** Nothing was changed: someone else changed the cron since the last submit. */
  | { readonly kind: "needsOverwrite"; readonly cron: Cron; readonly changed: readonly ParameterName[] }
  /** Nothing was created: unnamed crons match everything that is asked for, the one to take over first. */
  | { readonly kind: "needsAdopt"; readonly crons: readonly Cron[] }
  /**
   * The server reads the schedule differently. The cron was left paused, or deleted again on a server that can't pause
   * crons, or left on, if it already was and could not be paused.
   */
  | {
      readonly kind: "mismatch";
      readonly cron: Cron;
      readonly mismatches: readonly Mismatch[];
      readonly left: "paused" | "deleted" | "on";
      /** zoneData: the server has other time-zone data than we do. */
      readonly cause: "zoneData" | "unknown";
    }
  /** Not known yet: the journal keeps the submission, and the next refresh finishes it. */
  | { readonly kind: "open"; readonly problem: ServerProblem }
  /** Nothing was changed: several crons of this name are switched on. */
  | { readonly kind: "ambiguous"; readonly crons: readonly Cron[] }
  /**
   * Cancelled: nothing of it that is enabled is left behind. `finishedEarlier`: the cron of an earlier submission that
   * was cut off, which this one switched on before the cancel.
   */
  | { readonly kind: "cancelled"; readonly finishedEarlier?: Cron };
