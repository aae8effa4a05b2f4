/** One cron that can start runs. Moments are epoch milliseconds. */
export interface LiveCron {
  readonly id: string;
  readonly threadId: string | null;
  /** What each run leaves of a cron without a thread: a thread with its name; one of which only the run tells; or none. */
  readonly leaves: "namedThread" | "thread" | "nothing";
  /** The first time at which the server starts it, after a moment. */
  nextAfter(moment: number): number | undefined;
}

/** What is asked with one request. */
export type LiveQuestion =
  /** How the last run of these threads is doing. */
  | { readonly kind: "threads"; readonly ids: readonly string[] }
  /** The newest threads of the server: those that runs of crons without a thread have left, or are at work on. */
  | { readonly kind: "newThreads" }
  /** The newest runs of a thread. */
  | { readonly kind: "runs"; readonly threadId: string }
  /** The crons themselves: their next runs, and what others have changed. */
  | { readonly kind: "crons" }
  /** Whether a server that was silent is back. */
  | { readonly kind: "probe" };

/** What is known of a cron after an answer. */
export type LiveSign =
  /** A run is queued or running. */
  | "underWay"
  /** It was started since the time in question, and has ended. */
  | "ended"
  /** As `ended`, and the thread's runs are to be read: only they tell whose it was, or somebody has looked at them. */
  | "unexplained"
  /** Nothing shows that it was started. */
  | "none";

export interface LivePorts {
  now(): number;
  /** Calls back once; the result cancels. */
  after(milliseconds: number, task: () => void): () => void;
  /** 0 to 1. */
  random(): number;
  /** The crons that are on; the same array until one changes. */
  crons(): readonly LiveCron[];
  /** The server has not answered, or not as it should, when it was asked last. */
  isSilent(): boolean;
  /** False: the server is known to have none, and is not asked for them. */
  hasCrons(): boolean;
  /** How often the server looks for crons that are due. */
  pollMilliseconds(): number;
  /** How long after its time a cron is late for certain. */
  graceMilliseconds(): number;
  /** Threads of crons whose runs are to be read, because their status alone does not tell enough. */
  unexplained(): readonly string[];
  /** Threads to be read again: their newest run has ended since, and only they tell whether it waits for a person. */
  behind(): readonly string[];
  /** A thread at work whose runs are to be read before they are gone. */
  fleeting(): string | undefined;
  /** What is known of a cron, since its time `slot`. */
  sign(cronId: string, slot: number): LiveSign;
  /** Sends one request. False if the server did not answer, or refused. */
  ask(question: LiveQuestion, signal: AbortSignal): Promise<boolean>;
}
