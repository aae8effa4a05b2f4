import type { JsonObject } from "../json";
import type { Capabilities } from "../server/capabilities";
import type { Cron } from "../server/cron";
import { metadataKeys } from "../spec/ownMetadata";
import type { Expectation } from "./expectedRun";
import { findCrons } from "./findCrons";
import type { JournalEntry, SubmitOptions, SubmitProgress, SubmitQuestion } from "./submission";
import type { SubmissionStep } from "./submissionSteps";
import { persist } from "./unclear";

/** What became of the create, as far as we know: decides what there may be to clean up. */
export type CreateState = "notSent" | "unclear" | "made";

/** One submission under way: its options, its key, and what every part of it does to the server. */
export class SubmissionWork {
  readonly submission: string;
  readonly expected: Expectation;
  createState: CreateState = "notSent";
  private committed = false;
  private paused = false;

  constructor(
    readonly options: SubmitOptions,
    readonly capabilities: Capabilities,
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

  /** A cron can be made paused and switched on later: the whole of the safe create rests on it. */
  get canPause(): boolean {
    return this.capabilities.createsPaused && this.capabilities.patches;
  }

  /** From here on there is no way back, so cancelling is too late: what was begun is finished, now or at the next start. */
  commit(): void {
    this.committed = true;
  }

  get isCommitted(): boolean {
    return this.committed;
  }

  get isCancelled(): boolean {
    return this.signal?.aborted === true;
  }

  private get signal(): AbortSignal | undefined {
    return this.committed ? undefined : this.options.signal;
  }

  /** The cron that is to be replaced was paused by a person: so is the new one. */
  stayPaused(): void {
    this.paused = true;
  }

  /** What the new cron is to be in the end; the server's own default is on. */
  get wantsEnabled(): boolean {
    return this.options.arguments.enabled ?? !this.paused;
  }

  get call() {
    return this.signal === undefined ? {} : { signal: this.signal };
  }

  get doubtMilliseconds(): number {
    return this.options.doubtMilliseconds;
  }

  /** Who listens may be gone, as a closed panel is: that is no matter of the submission. */
  step(step: SubmissionStep, more: Omit<SubmitProgress, "step"> = {}): void {
    try {
      this.options.onProgress?.({ step, ...more });
    } catch {}
  }

  async agreesTo(question: SubmitQuestion): Promise<boolean> {
    return (await this.options.confirm(question)) === "yes";
  }

  /**
   * Our flat keys, over the user's own metadata. An updated cron keeps the key of the submission that made it. `ends`:
   * nothing is left to be done afterwards, which the hash says.
   */
  metadata(submission: string, ends: boolean): JsonObject {
    const { name, arguments: cronArguments } = this.options;
    return {
      ...cronArguments.metadata,
      ...(name === null ? {} : { [metadataKeys.name]: name }),
      [metadataKeys.submission]: submission,
      ...(ends ? { [metadataKeys.hash]: this.hash } : {}),
    };
  }

  get entry(): JournalEntry {
    const { serverKey, clock, name, owner } = this.options;
    return {
      submission: this.submission,
      server: serverKey,
      begunAt: clock.now(),
      enabled: this.wantsEnabled,
      ...this.expected,
      name,
      ...(owner === undefined ? {} : { owner }),
    };
  }

  /** Repeats while the outcome is unclear. */
  insist<Value>(act: () => Promise<Value>): Promise<Value> {
    return persist(this.options.clock, this.signal, act);
  }

  /** What this submission has made so far, the one to keep first. */
  copies(): Promise<readonly Cron[]> {
    return this.insist(() => findCrons(this.options.server, { [metadataKeys.submission]: this.submission }, this.call));
  }

  delete(cron: Cron): Promise<boolean> {
    return this.insist(() => this.options.server.deleteCron(cron.cron_id, this.call));
  }

  patch(cron: Cron, body: JsonObject): Promise<Cron> {
    return this.insist(() => this.options.server.patchCron(cron.cron_id, body, this.call));
  }
}
