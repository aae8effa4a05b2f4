import type { JsonObject } from "../base/json";
import type { CallOptions } from "../server/agentServer";
import type { Capabilities } from "../server/capabilities";
import type { Cron } from "../server/cron";
import type { ServerProblem } from "../server/problems/serverProblem";
import { markToSend } from "../server/stored/keyMark";
import { madeHash, metadataKeys, updating } from "../server/stored/ownMetadata";
import { acquireLease } from "./acquireLease";
import { Asked, type AskedAnswers, answerOf, remember } from "./askedQuestions";
import { lateMilliseconds } from "./doubtAfter";
import type { Expectation } from "./expectedRun";
import { type Lease, LeaseLost } from "./lease";
import { lockNameOf } from "./lockName";
import type { JournalEntry, SubmitAnswer, SubmitOptions, SubmitProgress, SubmitQuestion } from "./submission";
import type { SubmissionStep } from "./submissionSteps";
import { retryUnclear } from "./unclear";
import type { Writer } from "./writer";

/** What became of the create, as far as we know: decides what there may be to clean up. */
export type CreateState = "notSent" | "unclear" | "made";

/** Where our metadata says that a submission stands with a cron. */
export type MetadataStage = "made" | "updating" | "finished";

/** No refresh takes an entry of this age for a dead one's (see `lateMilliseconds`), with time to spare for a claim. */
const freshMilliseconds = lateMilliseconds / 2;

/** One submission under way: its options, its key, its lease, and what it has been told. */
export class SubmissionWork implements Writer {
  readonly submission: string;
  readonly expected: Expectation;
  createState: CreateState = "notSent";
  /** The zone whose times the server reads in its own way, where that is accepted. */
  acceptedZone: string | undefined;
  /** Its cron where a refresh has finished it meanwhile: it took a process that was stopped for dead. */
  finishedByOthers: Cron | undefined;
  /** The metadata of the cron that a new one takes the place of. */
  replacedMetadata: JsonObject = {};
  /** The cron of the name when this submission first looked; null: there was none. */
  foundFirst: string | null | undefined;
  private held: Lease | undefined;
  private acquired = 0;
  /** A request for the lock may be carried out yet. */
  private mayHold = false;
  /** A lock that it had before may be there yet: letting go of it was not answered. */
  private leftLock = false;
  /** When the journal was last told of the lock. */
  private notedAt = Number.NEGATIVE_INFINITY;
  private committed = false;
  private cleaning = false;
  private replaces: string | undefined;
  private paused = false;
  private readonly answers: AskedAnswers = new Map();

  constructor(
    readonly options: SubmitOptions,
    readonly capabilities: Capabilities,
    readonly serverVersion: string,
    /** Of what is asked for. */
    private readonly hash: string,
  ) {
    this.submission = options.newSubmission();
    const { arguments: given, dialect } = options;
    this.expected = {
      schedule: given.schedule,
      timezone: given.timezone ?? null,
      ...(dialect === undefined ? {} : { dialect }),
    };
  }

  get server() {
    return this.options.server;
  }

  get clock() {
    return this.options.clock;
  }

  get doubtMilliseconds(): number {
    return this.options.doubtMilliseconds;
  }

  /** A cron can be made paused and switched on later: the whole of the safe create rests on it. */
  get canPause(): boolean {
    return this.capabilities.createsPaused && this.capabilities.patches;
  }

  /** From here on there is no way back, so cancelling is too late: what was begun is finished, now or at the next start. */
  commit(): void {
    this.committed = true;
  }

  /** The cron that was there before is about to be deleted: from here on the new one has to come, however late. */
  async commitToReplace(cronId: string): Promise<void> {
    this.replaces = cronId;
    await this.options.journal.write(this.entry);
    this.commit();
  }

  get isCommitted(): boolean {
    return this.committed;
  }

  /** Cleaning up after a cancel can't be cancelled. */
  beginCleaning(): void {
    this.cleaning = true;
  }

  get isCancelled(): boolean {
    return !this.committed && this.options.signal?.aborted === true;
  }

  private get signal(): AbortSignal | undefined {
    return this.committed || this.cleaning ? undefined : this.options.signal;
  }

  readonly call = (): CallOptions => (this.signal === undefined ? {} : { signal: this.signal });

  readonly retry = <Value>(act: () => Promise<Value>): Promise<Value> => retryUnclear(this.clock, this.signal, act);

  readonly onWait = (attempt: number, problem: ServerProblem, waitMilliseconds: number): void =>
    this.step("waitingAfterDoubt", { attempt, problem, waitMilliseconds });

  /** The cron that is to be replaced was paused by a person: so is the new one. */
  stayPaused(): void {
    this.paused = true;
  }

  /** What the new cron is to be in the end; the server's own default is on. */
  get wantsEnabled(): boolean {
    return this.options.arguments.enabled ?? !this.paused;
  }

  /** Throws where there is none: what needs one is only called while it is held. */
  get lease(): Lease {
    if (this.held === undefined) throw new LeaseLost();
    return this.held;
  }

  get holdsLease(): boolean {
    return this.held !== undefined;
  }

  /** Waits until nobody else is at work on the name. Then everything has to be looked at again. */
  async holdLease(): Promise<void> {
    this.acquired += 1;
    let waited = false;
    this.notedAt = Number.NEGATIVE_INFINITY;
    this.held = await acquireLease({
      server: this.server,
      clock: this.clock,
      lockName: lockNameOf(this.entry),
      owner: `${this.submission}/${this.acquired}`,
      doubtMilliseconds: this.doubtMilliseconds,
      beforeClaim: () => this.noteLock(),
      onWait: (waitMilliseconds) => {
        waited = true;
        this.step("waitingForOthers", { waitMilliseconds });
      },
      onUnclear: (isUnclear) => {
        this.mayHold = isUnclear;
      },
      signal: () => this.signal,
    });
    // Meanwhile a refresh may have taken the entry for one whose owner is dead, by its age, and removed it.
    if (waited) this.notedAt = Number.NEGATIVE_INFINITY;
    await this.noteLock();
  }

  /**
   * A crash after a claim leaves a lock, if nothing else: the next start finds it by this entry. Noted again when that
   * was a while ago, whether by waiting, a stop or a jump of the clock: a refresh may have removed an entry of that age.
   */
  private async noteLock(): Promise<void> {
    for (;;) {
      const age = this.clock.now() - this.notedAt;
      if (age >= 0 && age <= freshMilliseconds) return;
      const { entry } = this;
      this.notedAt = entry.begunAt;
      await this.options.journal.write(this.createState === "notSent" ? { ...entry, onlyLock: true } : entry);
    }
  }

  /** True where the lock is gone for certain. */
  async releaseLease(): Promise<boolean> {
    const { held } = this;
    this.held = undefined;
    if (held === undefined) return !this.mayHold && !this.leftLock;
    // Who has a lock again has taken the earlier one along.
    this.leftLock = !(await held.release());
    return !this.leftLock;
  }

  /** Who listens may be gone, as a closed panel is: that is no matter of the submission. */
  step(step: SubmissionStep, more: Omit<SubmitProgress, "step"> = {}): void {
    try {
      this.options.onProgress?.({ step, ...more });
    } catch {}
  }

  /** What is asked while others wait for the lease is asked after it was let go of: a person may take an hour. */
  async ask(question: SubmitQuestion): Promise<SubmitAnswer> {
    const known = this.answered(question);
    if (known !== undefined) return known;
    if (this.holdsLease) throw new Asked(question);
    const answer = await this.options.confirm(question);
    remember(this.answers, question, answer);
    return answer;
  }

  /** What was answered to it before; undefined where it was not asked yet. */
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
   * Our flat keys, over the user's own metadata. An updated cron keeps the key of the submission that made it. `before`:
   * the metadata that these are written over, or of the cron that the new one takes the place of.
   */
  metadata(submission: string, stage: MetadataStage, before: JsonObject): JsonObject {
    const { name } = this.options;
    const hashes = { made: madeHash(this.hash), updating, finished: this.hash };
    return {
      ...this.wantedMetadata,
      ...markToSend(this.wantedMetadata, before),
      ...(name === null ? {} : { [metadataKeys.name]: name }),
      ...(this.acceptedZone === undefined ? {} : { [metadataKeys.serverTimes]: this.acceptedZone }),
      [metadataKeys.submission]: submission,
      [metadataKeys.hash]: hashes[stage],
    };
  }

  get entry(): JournalEntry {
    const { serverKey, name, owner } = this.options;
    return {
      submission: this.submission,
      server: serverKey,
      begunAt: this.clock.now(),
      enabled: this.wantsEnabled,
      ...this.expected,
      name,
      ...(owner === undefined ? {} : { owner }),
      ...(this.canPause ? {} : { onFromStart: true as const }),
      ...(this.replaces === undefined ? {} : { replaces: this.replaces }),
    };
  }
}
