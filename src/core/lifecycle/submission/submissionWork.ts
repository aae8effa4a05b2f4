import type { JsonObject } from "../../base/json";
import type { AgentServer, CallOptions } from "../../server/agentServer";
import type { Capabilities } from "../../server/capabilities";
import type { Cron } from "../../server/cron";
import type { ServerProblem } from "../../server/problems/serverProblem";
import { markToSend } from "../../server/stored/keyMark";
import { ownershipMetadata } from "../../server/stored/ownership";
import { madeHash, metadataKeys, type Replacement, updating } from "../../server/stored/ownMetadata";
import { datedServer } from "../lease/datedServer";
import type { Lease } from "../lease/lease";
import { lockNameOf } from "../lease/lockName";
import { LockOwner } from "../lease/lockOwner";
import { retryUnclear } from "../lease/unclear";
import type { Writer } from "../lease/writer";
import type { Expectation } from "../onServer/expectedRun";
import { Asked, type AskedAnswers, answerOf, remember } from "./askedQuestions";
import { OwnLeases } from "./ownLeases";
import type { JournalEntry, Replaced, SubmitAnswer, SubmitOptions, SubmitProgress, SubmitQuestion } from "./submission";
import type { SubmissionStep } from "./submissionSteps";

/** The state of the create as far as we know; decides what may need cleaning up. */
export type CreateState = "notSent" | "unclear" | "made";

/** How far a submission got with a cron, as our metadata records it. */
export type MetadataStage = "made" | "updating" | "finished";

/** One running submission: its options, key, lease, and the answers it got. */
export class SubmissionWork implements Writer {
  readonly submission: string;
  readonly server: AgentServer;
  readonly readAt: (cron: Cron) => number;
  readonly expected: Expectation;
  createState: CreateState = "notSent";
  /** The zone whose times the server computes in its own way, if the user accepted that. */
  acceptedZone: string | undefined;
  /** Its cron if a refresh finished it meanwhile, because it took the suspended process for dead. */
  finishedByOthers: Cron | undefined;
  /** Why its cron, which is on from the start, could not be deleted after a cancel or a failure. */
  mayStayOn: ServerProblem | undefined;
  /** The old cron, once this submission may have deleted it: then whatever it creates stands in for that one. */
  replaced: Replaced | undefined;
  /** The id of the cron that this submission is to replace, if that is what it is for. */
  instead: string | undefined;
  /** The deleted cron that it makes again, with its foreign metadata. */
  restores: Cron | undefined;
  /** The cron of an earlier submission that this one has switched on, because it was due. */
  finishedEarlier: Cron | undefined;
  /** The id of the cron with this name when the submission first looked; null if there was none. */
  foundFirst: string | null | undefined;
  /** How many creates have been sent: of one there can be no second copy. */
  createsSent = 0;
  private committed = false;
  private cancelWaits = false;
  private paused = false;
  readonly leases: OwnLeases;
  private readonly answers: AskedAnswers = new Map();

  constructor(
    readonly options: SubmitOptions,
    readonly capabilities: Capabilities,
    readonly serverVersion: string,
    /** The hash of the arguments. */
    private readonly hash: string,
  ) {
    this.submission = options.newSubmission();
    ({ server: this.server, readAt: this.readAt } = datedServer(options.server, options.clock));
    const { arguments: given, dialect } = options;
    this.expected = {
      schedule: given.schedule,
      timezone: given.timezone ?? null,
      ...(dialect === undefined ? {} : { dialect }),
    };
    this.leases = new OwnLeases({
      server: options.server,
      clock: options.clock,
      doubtMilliseconds: options.doubtMilliseconds,
      owner: new LockOwner(this.submission, options.who),
      note: () => this.noteLock(),
      onWait: (waitMilliseconds, others) => {
        if (others === undefined) this.step("waitingAfterDoubt", { waitMilliseconds });
        else this.step("waitingForOthers", { others });
      },
      signal: () => this.signal,
    });
  }

  get clock() {
    return this.options.clock;
  }

  get doubtMilliseconds(): number {
    return this.options.doubtMilliseconds;
  }

  /** Whether a cron can be created paused and switched on later, which the safe create depends on. */
  get canPause(): boolean {
    return this.capabilities.createsPaused && this.capabilities.patches;
  }

  /** From here on cancelling is too late: what was started is finished, now or at the next start. */
  commit(): void {
    this.committed = true;
  }

  /** The old cron is about to be deleted, so from here on the new one must follow, however late. */
  async commitToReplace(replaced: Replaced): Promise<void> {
    this.replaced = replaced;
    await this.options.journal.write(this.entry);
    this.commit();
  }

  /** Others have replaced the old cron since: nothing has to follow. */
  withdraw(): void {
    this.replaced = undefined;
    this.committed = false;
  }

  get isCommitted(): boolean {
    return this.committed;
  }

  /** Cleaning up after a cancel can't itself be cancelled. */
  beginCleaning(): void {
    this.cancelWaits = true;
  }

  /** Acts without a cancel in between: what was begun for an earlier submission is known when this one ends. */
  async uncancelled<Value>(act: () => Promise<Value>): Promise<Value> {
    this.cancelWaits = true;
    try {
      return await act();
    } finally {
      this.cancelWaits = false;
    }
  }

  get isCancelled(): boolean {
    return !this.committed && this.options.signal?.aborted === true;
  }

  private get signal(): AbortSignal | undefined {
    return this.committed || this.cancelWaits ? undefined : this.options.signal;
  }

  readonly call = (): CallOptions => (this.signal === undefined ? {} : { signal: this.signal });

  readonly retry = <Value>(act: () => Promise<Value>): Promise<Value> => retryUnclear(this.clock, this.signal, act);

  readonly onWait = (attempt: number, problem: ServerProblem, waitMilliseconds: number): void =>
    this.step("waitingAfterDoubt", { attempt, problem, waitMilliseconds });

  /** The user had paused the cron that is replaced, so the new one stays paused too. */
  stayPaused(): void {
    this.paused = true;
  }

  get staysPaused(): boolean {
    return this.paused;
  }

  /** Whether the new cron will be enabled in the end; the server's default is enabled. */
  get wantsEnabled(): boolean {
    return this.options.arguments.enabled ?? !this.paused;
  }

  get lease(): Lease {
    return this.leases.held;
  }

  get holdsLease(): boolean {
    return this.leases.isHeld;
  }

  /**
   * Waits until nobody else is working on the name, or on what another lock is for; afterwards everything must be read
   * again. What is held already stays so.
   */
  holdLease(lockName = lockNameOf(this.entry)): Promise<void> {
    return this.leases.hold(lockName);
  }

  /** Returns true if all its locks are certainly gone. */
  releaseLease(): Promise<boolean> {
    return this.leases.release();
  }

  private noteLock(): Promise<void> {
    const { entry } = this;
    return this.options.journal.write(this.createState === "notSent" ? { ...entry, onlyLock: true } : entry);
  }

  /** The listener may be gone (a closed panel), which must not affect the submission. */
  step(step: SubmissionStep, more: Omit<SubmitProgress, "step"> = {}): void {
    try {
      this.options.onProgress?.({ step, ...more });
    } catch {}
  }

  /** Throws `Asked` while the lease is held, so that it is released before the question: the user may take an hour. */
  async ask(question: SubmitQuestion): Promise<SubmitAnswer> {
    const known = this.answered(question);
    if (known !== undefined) return known;
    if (this.holdsLease) throw new Asked(question);
    const answer = await this.options.confirm(question);
    remember(this.answers, question, answer);
    return answer;
  }

  /** The earlier answer to this question; undefined if it has not been asked yet. */
  answered(question: SubmitQuestion): SubmitAnswer | undefined {
    return answerOf(this.answers, question);
  }

  async agreesTo(question: SubmitQuestion): Promise<boolean> {
    return (await this.ask(question)) === "yes";
  }

  get wantedMetadata(): JsonObject {
    return this.options.arguments.metadata ?? {};
  }

  /**
   * Our flat keys over the user's own metadata. An updated cron keeps the key of the submission that created it.
   * `before`: the metadata that is overwritten, or that of the cron being replaced.
   */
  metadata(submission: string, stage: MetadataStage, before: JsonObject, replacement?: Replacement): JsonObject {
    const { name, ownership } = this.options;
    const hashes = { made: madeHash(this.hash, replacement), updating, finished: this.hash };
    return {
      ...this.wantedMetadata,
      ...markToSend(this.wantedMetadata, before),
      ...(name === null ? {} : { [metadataKeys.name]: name }),
      ...ownershipMetadata(ownership, before),
      ...(name !== null || this.instead === undefined ? {} : { [metadataKeys.replaces]: this.instead }),
      ...(this.acceptedZone === undefined ? {} : { [metadataKeys.serverTimes]: this.acceptedZone }),
      [metadataKeys.submission]: submission,
      [metadataKeys.hash]: hashes[stage],
    };
  }

  get entry(): JournalEntry {
    const { serverKey, name, owner } = this.options;
    const { others } = this.leases;
    return {
      submission: this.submission,
      server: serverKey,
      begunAt: this.clock.now(),
      enabled: this.wantsEnabled,
      ...this.expected,
      name,
      ...(owner === undefined ? {} : { owner }),
      ...(this.canPause ? {} : { onFromStart: true as const }),
      ...(this.replaced === undefined ? {} : { replaces: this.replaced.cron.cron_id }),
      ...(this.replaced?.by === undefined ? {} : { replacedBy: this.replaced.by }),
      ...(this.instead === undefined ? {} : { instead: this.instead }),
      ...(this.restores === undefined ? {} : { undoes: true as const }),
      ...(others.length === 0 ? {} : { otherLocks: others }),
    };
  }
}
