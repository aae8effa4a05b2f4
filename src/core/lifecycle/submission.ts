import type { CronArguments, ParameterName } from "../arguments/cronArguments";
import type { Clock } from "../base/clock";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { AgentServer } from "../server/agentServer";
import type { Cron } from "../server/cron";
import type { ServerProblem } from "../server/problems/serverProblem";
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
  /** The server can't pause crons: what was made is on from the start. */
  readonly onFromStart?: true;
  /** The id of the cron that was there before, once it may be deleted: from then on this one is finished however late. */
  readonly replaces?: string;
  /** Nothing is to be done but to let go of its lock. */
  readonly onlyLock?: true;
  /**
   * When a refresh has let go of its lock, in epoch milliseconds: a claim of its dead owner may be carried out after
   * that, and `begunAt` does not tell, as the clock may have jumped since.
   */
  readonly lockFreedAt?: number;
  /** The user was told that it failed or was cancelled: what there is of it is to be deleted, never switched on. */
  readonly abandoned?: true;
}

/** Keeps begun submissions over a crash. `write` and `remove` are durable when they resolve. */
export interface Journal {
  entries(): Promise<readonly JournalEntry[]>;
  write(entry: JournalEntry): Promise<void>;
  remove(submission: string): Promise<void>;
}

/** What a submission asks while it runs. Everything but a plain "yes" leaves what is there as it is. */
export type SubmitQuestion =
  /** May a cron that can't be patched into what the spec says be deleted and made anew? Asked before anything is deleted. */
  | { readonly kind: "recreate"; readonly cron: Cron; readonly because: readonly ParameterName[] }
  /** May what somebody else has changed on the server since the last submit be overwritten? `changed`: what would be. */
  | { readonly kind: "overwrite"; readonly cron: Cron; readonly changed: readonly ParameterName[] }
  /** Crons without a name that are equal in all that is asked. yes: take over the first; another: create one more. */
  | { readonly kind: "adopt"; readonly crons: readonly Cron[] }
  /** The server reads the schedule at other times than we do. yes: the server's times are meant. */
  | { readonly kind: "serverTimes"; readonly cron: Cron; readonly mismatches: readonly Mismatch[] }
  /** A server that can't pause crons (before 0.7.21): exactly once can't be promised there. */
  | { readonly kind: "unsafeServer"; readonly version: string };

/** `another` is an answer to `adopt` alone. */
export type SubmitAnswer = "yes" | "no" | "another";

/** Where a submission stands. */
export interface SubmitProgress {
  readonly step: SubmissionStep;
  /** Which try of this step it is, from 1, where there may be several. */
  readonly attempt?: number;
  /** Why it waits, or tries again. */
  readonly problem?: ServerProblem;
  /** How long it waits. */
  readonly waitMilliseconds?: number;
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
  /**
   * All crons of the server, with or without their payloads, as they were a short while ago; undefined where not all are
   * known. Then, and where it is absent, a submission that needs them asks the server.
   */
  readonly knownCrons?: () => readonly Cron[] | undefined;
  /** What it throws never reaches the submission. */
  readonly onProgress?: (progress: SubmitProgress) => void;
  /** "no" ends the submission with an outcome that says what was asked: `needsRecreate`, `needsOverwrite`, `needsAdopt`, `mismatch`, `cancelled`. */
  readonly confirm: (question: SubmitQuestion) => Promise<SubmitAnswer>;
}

/** Where the server understood something else than our preview. */
export interface Mismatch {
  readonly what: "schedule" | "timezone" | "next_run_date";
  readonly expected: string;
  readonly got: string;
}

/** The cron that a submission ended with. */
export interface SubmittedCron {
  readonly cron: Cron;
  /** What was asked for, and the server's answer does not have. */
  readonly notTaken: readonly ParameterName[];
  /** The keys because of which `metadata` is among them: the server has values of its own there. */
  readonly overruled?: readonly string[];
  /**
   * Whose cron it was. own: this submission's, or one that had the name before. rival: another submission's, begun at the
   * same time. unnamed: one without a name, equal in all that was asked for.
   */
  readonly took: "own" | "rival" | "unnamed";
}

/** How it mostly ends. */
export const asAsked = { notTaken: [], took: "own" } as const satisfies Omit<SubmittedCron, "cron">;

/** `staysPaused`: a person had paused the cron, and the spec doesn't say that it is to be on. */
export type SubmitOutcome =
  /** `pausedFirst` is false on a server that can't pause crons (before 0.7.21): it was on from the start. */
  | ({ readonly kind: "created"; readonly pausedFirst: boolean } & SubmittedCron)
  | ({
      readonly kind: "updated";
      readonly changed: readonly ParameterName[];
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
  /** Nothing was changed: somebody else has changed the cron since the last submit. */
  | { readonly kind: "needsOverwrite"; readonly cron: Cron; readonly changed: readonly ParameterName[] }
  /** Nothing was created: crons without a name are equal in all that is asked for, the one to take over first. */
  | { readonly kind: "needsAdopt"; readonly crons: readonly Cron[] }
  /**
   * The server read the schedule differently. Left paused, or deleted again on a server that can't pause crons, or on:
   * one that was on already could not be paused.
   */
  | {
      readonly kind: "mismatch";
      readonly cron: Cron;
      readonly mismatches: readonly Mismatch[];
      readonly left: "paused" | "deleted" | "on";
      /** zoneData: the server has other time-zone data than we have. */
      readonly cause: "zoneData" | "unknown";
    }
  /** Not known yet: the journal keeps the submission, and the next refresh finishes it. */
  | { readonly kind: "open"; readonly problem: ServerProblem }
  /** Nothing was changed: several crons of this name are switched on. */
  | { readonly kind: "ambiguous"; readonly crons: readonly Cron[] }
  /** Cancelled: nothing enabled is left behind. */
  | { readonly kind: "cancelled" };
